package io.tenantry.invoicing.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenantry.invoicing.InvoiceFilter;
import io.tenantry.invoicing.InvoiceView;
import io.tenantry.invoicing.Invoices;
import io.tenantry.invoicing.LineProof;
import io.tenantry.invoicing.ProofCheck;
import io.tenantry.invoicing.Proofs;
import io.tenantry.shared.Page;
import io.tenantry.shared.web.ETags;
import io.tenantry.shared.web.PageQuery;
import io.tenantry.shared.web.Pages;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/invoices")
@Tag(name = "Invoices")
class InvoicesController {

    private final Invoices invoices;
    private final Proofs proofs;

    InvoicesController(Invoices invoices, Proofs proofs) {
        this.invoices = invoices;
        this.proofs = proofs;
    }

    record Search(
            @Parameter(description = "DRAFT, BILLED, PARTIALLY_PAID, PAID or VOID") @Nullable String status,
            @Parameter(description = "Customer number") @Nullable String customer,
            @Parameter(description = "Contract number") @Nullable String contract,
            @Parameter(description = "Billing run number") @Nullable String run,
            @Parameter(description = "Only drafts that wait for a person") @Nullable Boolean review) {

        InvoiceFilter filter() {
            return new InvoiceFilter(status, customer, contract, run, Boolean.TRUE.equals(review));
        }
    }

    record Voiding(@NotBlank String reason) {}

    @GetMapping
    @Operation(summary = "Invoices, the newest first; review=true shows the drafts that wait for a person")
    ResponseEntity<Page<InvoiceView>> list(@ParameterObject Search search, @ParameterObject PageQuery page) {
        return Pages.ok(invoices.list(search.filter(), page.paging()));
    }

    @GetMapping("/{key}")
    @Operation(summary = "An invoice by its number or reference")
    ResponseEntity<InvoiceView> get(@PathVariable String key) {
        return answer(invoices.get(key));
    }

    @GetMapping("/{key}/lines/{position}/proof")
    @Operation(summary = "Where a line comes from: changes, prices, days, rule, and the proof with its SHA-256")
    LineProof proof(@PathVariable String key, @PathVariable int position) {
        return proofs.get(key, position);
    }

    @GetMapping("/{key}/lines/{position}/proof/check")
    @Operation(summary = "Compute a line again from the ledger as it is, and say whether it is equal and what differs")
    ProofCheck check(@PathVariable String key, @PathVariable int position) {
        return proofs.check(key, position);
    }

    @PostMapping("/{reference}/bill")
    @Operation(summary = "Release a draft: it gets its number and goes out")
    ResponseEntity<InvoiceView> bill(
            @PathVariable String reference,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        return answer(invoices.bill(reference, ETags.expected(ifMatch)));
    }

    @PostMapping("/{reference}/void")
    @Operation(summary = "Void a draft: what it held is owed again")
    ResponseEntity<InvoiceView> voidDraft(
            @PathVariable String reference,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Valid @RequestBody Voiding voiding) {
        return answer(invoices.voidDraft(reference, ETags.expected(ifMatch), voiding.reason()));
    }

    private static ResponseEntity<InvoiceView> answer(InvoiceView invoice) {
        return ETags.ok(invoice, invoice.version());
    }
}
