package io.tenantry.contract.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenantry.contract.ChangeLogCadence;
import io.tenantry.contract.InvoiceRules;
import io.tenantry.shared.web.ETags;
import jakarta.validation.Valid;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/billing-contracts/{number}/invoice-rules")
@Tag(name = "Billing contracts")
class InvoiceRulesController {

    private final InvoiceRules rules;

    InvoiceRulesController(InvoiceRules rules) {
        this.rules = rules;
    }

    record Body(@Nullable BigDecimal invoiceLimit, @Nullable ChangeLogCadence changeLogCadence) {}

    @GetMapping
    @Operation(summary = "Which invoices go out by themselves, and how often changes within a cycle are looked for")
    ResponseEntity<InvoiceRules.View> get(@PathVariable String number) {
        return answer(rules.get(number));
    }

    @PutMapping
    @Operation(summary = "Limit what goes out by itself, and set the cadence of change-log invoices; null is none")
    ResponseEntity<InvoiceRules.View> set(
            @PathVariable String number,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @Valid @RequestBody Body body) {
        return answer(rules.set(
                number, new InvoiceRules.Rules(body.invoiceLimit(), body.changeLogCadence()), ETags.expected(ifMatch)));
    }

    private static ResponseEntity<InvoiceRules.View> answer(InvoiceRules.View view) {
        return ETags.ok(view, view.version());
    }
}
