package io.tenantry.invoicing;

import io.tenantry.contract.BillingContractView;
import io.tenantry.shared.Ids;
import io.tenantry.shared.Money;
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

    /** Net and tax are the sums of the tax groups'. */
    record Totals(Money net, Money tax, Money total, List<TaxGroup> groups) {

        private static Totals of(List<DraftLine> lines, BillingContractView contract) {
            var net = Money.of("0", contract.currency());
            var tax = net;
            var groups = TaxGroup.of(lines);
            for (var group : groups) {
                net = net.plus(group.net());
                tax = tax.plus(group.tax());
            }
            return new Totals(net, tax, net.plus(tax), groups);
        }
    }

    static InvoiceDraft of(BillingContractView contract, Period period, List<DraftLine> lines, List<Waiver> waivers) {
        return new InvoiceDraft(
                Ids.next(),
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

    /** No number is spent on what breaks a rule of EN 16931: it waits for a person. */
    InvoiceDraft lawful() {
        var broken = CalculationRules.broken(CalculationRules.Document.of(this));
        return broken == null ? this : forReview("It breaks rule " + broken);
    }

    Money total() {
        return totals.total();
    }

    String kind() {
        return total().isNegative() ? "CREDIT_NOTE" : "INVOICE";
    }
}
