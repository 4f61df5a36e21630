package io.tenantry.invoicing;

import io.tenantry.contract.BillingContractView;
import io.tenantry.shared.Money;
import io.tenantry.shared.Percent;
import io.tenantry.shared.Period;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An invoice before it is written.
 *
 * @param reviewReason why a person must look at it before it is billed; null if nobody must
 */
record InvoiceDraft(
        UUID id,
        BillingContractView contract,
        Period period,
        List<DraftLine> lines,
        List<Waiver> waivers,
        @Nullable String reviewReason) {

    static InvoiceDraft of(BillingContractView contract, Period period, List<DraftLine> lines, List<Waiver> waivers) {
        return new InvoiceDraft(UUID.randomUUID(), contract, period, List.copyOf(lines), List.copyOf(waivers), null);
    }

    InvoiceDraft forReview(String reason) {
        return new InvoiceDraft(
                id, contract, period, lines, waivers, reviewReason == null ? reason : reviewReason + "; " + reason);
    }

    Money net() {
        return lines.stream().map(DraftLine::amount).reduce(Money.of("0", contract.currency()), Money::plus);
    }

    /** Of the sum of the rounded lines, rounded once: 19 % of 305.81 is 58.10. */
    Money tax() {
        return net().times(new Percent(contract.taxRate())).rounded();
    }

    Money total() {
        return net().plus(tax());
    }

    String kind() {
        return total().isNegative() ? "CREDIT_NOTE" : "INVOICE";
    }
}
