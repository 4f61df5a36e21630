package io.tenantry.invoicing.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenantry.invoicing.ChangeLogInvoices;
import io.tenantry.invoicing.InvoiceView;
import io.tenantry.shared.web.ETags;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Billing contracts")
class ChangeLogInvoicesController {

    private final ChangeLogInvoices changeLogs;

    ChangeLogInvoicesController(ChangeLogInvoices changeLogs) {
        this.changeLogs = changeLogs;
    }

    record UpTo(@NotNull LocalDate upTo) {}

    @PostMapping("/api/v1/billing-contracts/{number}/change-log-invoices")
    @Operation(summary = "Invoice what changed up to a day, without the next full cycle; for 3 months and longer")
    ResponseEntity<InvoiceView> issue(@PathVariable String number, @Valid @RequestBody UpTo wanted) {
        var invoice = changeLogs.issue(number, wanted.upTo());
        var key = invoice.number() == null ? invoice.reference() : invoice.number();
        return ETags.created("/api/v1/invoices/" + key, invoice, invoice.version());
    }
}
