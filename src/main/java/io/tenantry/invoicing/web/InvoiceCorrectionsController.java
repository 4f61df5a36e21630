package io.tenantry.invoicing.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenantry.invoicing.CreditNotes;
import io.tenantry.invoicing.InvoiceView;
import io.tenantry.invoicing.Invoices;
import io.tenantry.shared.Currencies;
import io.tenantry.shared.Money;
import io.tenantry.shared.web.ETags;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What happens to an invoice once it is billed: it is paid, and it is corrected by credit notes. */
@RestController
@RequestMapping("/api/v1/invoices")
@Tag(name = "Invoices")
class InvoiceCorrectionsController {

    private final Invoices invoices;
    private final CreditNotes creditNotes;

    InvoiceCorrectionsController(Invoices invoices, CreditNotes creditNotes) {
        this.invoices = invoices;
        this.creditNotes = creditNotes;
    }

    record Correction(
            @NotBlank String reason,
            @Schema(description = "Positions of the lines to credit, each wholly; all that are left if left out")
                    @Nullable
                    Set<@NotNull Integer> lines,
            @Schema(description = "Whether what is credited is owed again or stays unbilled; BILL_AGAIN if left out")
                    CreditNotes.@Nullable Afterwards afterwards) {

        CreditNotes.Wanted wanted() {
            return new CreditNotes.Wanted(
                    reason, lines, afterwards == null ? CreditNotes.Afterwards.BILL_AGAIN : afterwards);
        }
    }

    record Payment(
            @NotNull @DecimalMin("0.0001") BigDecimal amount,
            @NotBlank String currency,
            @Schema(description = "The bank's or gateway's id of the payment; one that was booked is not booked again")
                    @NotBlank
                    String reference) {

        Money money() {
            return new Money(amount, Currencies.of(currency));
        }
    }

    @PostMapping("/{number}/credit-notes")
    @Operation(summary = "Correct a billed invoice: its lines are mirrored by a credit note that goes out at once")
    ResponseEntity<InvoiceView> credit(
            @PathVariable String number,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Valid @RequestBody Correction correction) {
        var note = creditNotes.issue(number, ETags.expected(ifMatch), correction.wanted());
        return ETags.created("/api/v1/invoices/" + note.number(), note, note.version());
    }

    @PostMapping("/{number}/payments")
    @Operation(
            summary = "Book a payment that came outside of the payment gateway; repeating its reference books nothing")
    ResponseEntity<InvoiceView> pay(@PathVariable String number, @Valid @RequestBody Payment payment) {
        invoices.recordPayment(number, payment.money(), payment.reference().strip());
        var invoice = invoices.get(number);
        return ETags.ok(invoice, invoice.version());
    }
}
