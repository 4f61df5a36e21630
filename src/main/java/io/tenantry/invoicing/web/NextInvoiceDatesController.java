package io.tenantry.invoicing.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenantry.contract.BillingContractView;
import io.tenantry.invoicing.NextInvoiceDates;
import io.tenantry.shared.web.ETags;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Billing contracts")
class NextInvoiceDatesController {

    private final NextInvoiceDates dates;

    NextInvoiceDatesController(NextInvoiceDates dates) {
        this.dates = dates;
    }

    record Move(@NotNull LocalDate date, @NotBlank String reason) {}

    @PutMapping("/api/v1/billing-contracts/{number}/next-invoice-date")
    @Operation(summary = "Move the next invoice date; cycles before it that were not billed are skipped")
    ResponseEntity<BillingContractView> move(
            @PathVariable String number,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Valid @RequestBody Move move) {
        var contract = dates.move(number, move.date(), move.reason(), ETags.expected(ifMatch));
        return ETags.ok(contract, contract.version());
    }
}
