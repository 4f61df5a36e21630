package io.tenantry.invoicing;

import io.tenantry.invoicing.proration.Contribution;
import io.tenantry.invoicing.proration.Ledger;
import io.tenantry.invoicing.proration.Owed;
import io.tenantry.invoicing.proration.Settled;
import io.tenantry.invoicing.schedule.Cycle;
import io.tenantry.subscription.BillableChange;
import io.tenantry.subscription.BillableSubscription;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;

/**
 * A subscription that can be billed, with its ledger.
 *
 * @param settled what is billed or waived of it already
 * @param foreign whether it has prices in another currency than the contract's; the ledger then only tells what moves
 */
record SubscriptionAccount(BillableSubscription subscription, Ledger ledger, Settled settled, boolean foreign) {

    SubscriptionAccount with(Settled more) {
        return new SubscriptionAccount(subscription, ledger, more, foreign);
    }

    /** With its prices in the contract's currency, as they are in one cycle. */
    SubscriptionAccount converted(Conversion conversion) {
        return new SubscriptionAccount(
                subscription, SubscriptionAccounts.ledger(subscription, conversion), settled, foreign);
    }

    /** The first day that anything may still be owed for. */
    LocalDate openFrom() {
        if (!foreign) {
            return Owed.openFrom(ledger, settled);
        }
        if (settled.changes() >= ledger.lastSequence()) {
            return settled.until();
        }
        return subscription.changes().stream()
                .map(BillableChange::effectiveDate)
                .min(Comparator.naturalOrder())
                .orElse(LocalDate.MAX);
    }

    /**
     * Whether what is owed for a cycle is one full-cycle line. Not if a part of the cycle is settled and stays so: what a
     * late entry takes back of that part is a credit of its own.
     */
    boolean billsAsAWhole(Cycle cycle, List<Contribution> owed) {
        return !settled.covers(cycle.period().from()) && owed.stream().noneMatch(Contribution::endsEarly);
    }
}
