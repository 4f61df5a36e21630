package io.tenantry.subscription.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenantry.shared.web.ETags;
import io.tenantry.subscription.Instruction;
import io.tenantry.subscription.NextTerm;
import io.tenantry.subscription.RequestedChange;
import io.tenantry.subscription.TermChanges;
import io.tenantry.subscription.TermCommand;
import io.tenantry.subscription.TermEnd;
import io.tenantry.subscription.TermView;
import io.tenantry.subscription.Terms;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/subscriptions/{number}")
@Tag(name = "Subscriptions")
class TermsController {

    private final TermChanges changes;
    private final Terms terms;

    TermsController(TermChanges changes, Terms terms) {
        this.changes = changes;
        this.terms = terms;
    }

    /** What a subscription goes on as. */
    record NextTermBody(
            @NotBlank @Schema(description = "productId:skuId") String partNumber,
            @NotNull Integer quantity,
            @NotBlank @Schema(example = "P1Y") String term,
            @NotBlank @Schema(example = "MONTHLY") String billingPlan,
            @Nullable @Schema(description = "Last day of a next term that is to end together with others")
                    LocalDate termEnd) {

        NextTerm next() {
            return new NextTerm(partNumber, quantity, term, billingPlan, termEnd);
        }
    }

    record TermBody(
            @NotNull Instruction instruction,
            @Nullable @Valid @Schema(description = "For NEXT_TERM and TRIAL_TO_PAID") NextTermBody next,
            @Nullable @Schema(description = "Of one sales unit, for TRIAL_TO_PAID; the price list's unless given")
                    BigDecimal unitPrice,
            @Nullable String currency,
            @Nullable
                    @Schema(
                            description =
                                    "For CANCEL: credit what is not used, if the contract refunds; no unless said")
                    Boolean refund,
            @NotBlank @Schema(description = "Kept with the change") String reason) {

        TermCommand command(String number, long version) {
            return new TermCommand(
                    number,
                    instruction,
                    next == null ? null : next.next(),
                    Amounts.money(unitPrice, currency),
                    refund != null && refund,
                    reason.strip(),
                    version);
        }
    }

    @GetMapping("/term")
    @Operation(summary = "The term of a subscription: how it renews, until when it can be cancelled, what it replaces")
    ResponseEntity<TermView> get(@PathVariable String number) {
        var term = terms.of(number);
        return ETags.ok(term, term.version());
    }

    @GetMapping("/term-ends")
    @Operation(summary = "The days on which a next term may end so that it ends together with others (co-termination)")
    List<TermEnd> ends(@PathVariable String number, @RequestParam String term) {
        return changes.termEnds(number, term);
    }

    @PostMapping("/term-changes")
    @Operation(
            summary = "Auto-renew on or off, suspend, reactivate, next term, cancel within the window, trial to paid")
    ResponseEntity<RequestedChange> change(
            @PathVariable String number,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @Valid @RequestBody TermBody body) {
        var change = changes.request(body.command(number, ETags.expected(ifMatch)));
        return ResponseEntity.created(URI.create("/api/v1/license-changes/" + change.changeNumber()))
                .body(change);
    }
}
