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
        Totals totals,
        @Nullable String reviewReason) {

    /**
     * Tax is that of the sum of the rounded lines, rounded once: 19 % of 305.81 is 58.10.
     */
    record Totals(Money net, Money tax, Money total) {

        private static Totals of(List<DraftLine> lines, BillingContractView contract) {
            var net = Money.of("0", contract.currency());
            for (var line : lines) {
                net = net.plus(line.amount());
            }
            var tax = net.times(new Percent(contract.taxRate())).rounded();
            return new Totals(net, tax, net.plus(tax));
        }
    }

    static InvoiceDraft of(BillingContractView contract, Period period, List<DraftLine> lines, List<Waiver> waivers) {
        return new InvoiceDraft(
                UUID.randomUUID(),
                contract,
                period,
                List.copyOf(lines),
                List.copyOf(waivers),
                Totals.of(lines, contract),
                null);
    }

    InvoiceDraft forReview(String reason) {
        return new InvoiceDraft(
                id,
                contract,
                period,
                lines,
                waivers,
                totals,
                reviewReason == null ? reason : reviewReason + "; " + reason);
    }

    Money total() {
        return totals.total();
    }

    String kind() {
        return total().isNegative() ? "CREDIT_NOTE" : "INVOICE";
    }
}
