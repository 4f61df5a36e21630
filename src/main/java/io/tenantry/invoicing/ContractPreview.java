package io.tenantry.invoicing;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.swagger.v3.oas.annotations.media.Schema;
import io.tenantry.shared.Money;
import io.tenantry.shared.Period;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run on a day would write for one contract, and does not write: the same computation over the same facts.
 *
 * @param outcome INVOICED, NOTHING_DUE or SET_ASIDE, as the run would say of the contract
 * @param reason why, where nothing is billed or not all; empty otherwise
 * @param drafts the invoices, the oldest cycle first
 * @param cycles the cycles that the run would look at
 * @param waivers credits that are not given, with the reason, of cycles that get no invoice
 * @param setAside the subscriptions that cannot be billed, each with the fix
 * @param heldBack the lines that go into quarantine, each with its reason and who can put it right
 * @param nextInvoiceDate what the contract's next invoice date would be afterwards
 */
public record ContractPreview(
        String contractNumber,
        String customerNumber,
        LocalDate asOf,
        String currency,
        String outcome,
        String reason,
        List<Draft> drafts,
        List<Cycle> cycles,
        List<WaivedCredit> waivers,
        List<String> setAside,
        List<HeldBack> heldBack,
        LocalDate nextInvoiceDate) {

    /**
     * An invoice that would be written.
     *
     * @param kind INVOICE or CREDIT_NOTE
     * @param reviewReason why it would wait for a person; null if it would be billed at once
     */
    public record Draft(
            String kind,
            Period period,
            @Nullable String reviewReason,
            List<Line> lines,
            List<InvoiceView.TaxGroup> taxes,
            List<WaivedCredit> waivers,
            Money net,
            Money tax,
            Money total) {}

    /**
     * A line that would be written.
     *
     * @param settles which changes of the subscription it would settle for which days
     * @param proof where the line comes from; left out of a plan, which keeps what is written and not how it is told
     */
    public record Line(
            int position,
            String kind,
            @Nullable String subscriptionNumber,
            @Nullable String changeNumber,
            String description,
            String sku,
            Period servicePeriod,
            int quantity,
            Money unitPrice,
            String share,
            Money amount,
            BigDecimal taxRate,
            String taxCategory,
            List<SettledChange> settles,
            @Schema(type = "object") @JsonRawValue @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String proof) {}

    public record SettledChange(String changeNumber, Period period) {}

    /** @param status INVOICED, NOTHING_DUE, or SKIPPED where the next invoice date was moved past it */
    public record Cycle(int number, Period period, LocalDate billOn, String status) {}

    public record HeldBack(String subscriptionNumber, Period period, String code, String reason, String owner) {}

    /** @param amount what the reduction would have given back, rounded for people */
    public record WaivedCredit(String changeNumber, Period period, Money amount, String reason) {}

    /** 0.00 in the contract's currency. */
    Money nothing() {
        return Money.of("0", currency).rounded();
    }

    int lineCount() {
        return drafts.stream().mapToInt(draft -> draft.lines().size()).sum();
    }
}
