package io.tenantry.invoicing;

import io.tenantry.invoicing.schedule.Cycle;
import io.tenantry.subscription.BillableSubscription;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A subscription that cannot be billed at all: it has no price, or its changes add up to less than nothing.
 *
 * @param negativeFrom the first day on which they do; null if it is the price that is missing
 */
record Blocked(BillableSubscription subscription, @Nullable LocalDate negativeFrom) {

    /** What of it would be billed for a cycle; empty if it has no quantity by the last day whose changes count. */
    Optional<Quarantine> quarantine(ContractFacts facts, Cycle cycle, LocalDate until) {
        if (negativeFrom != null) {
            return Optional.of(Quarantine.of(subscription.id(), cycle.period(), negative(negativeFrom)));
        }
        var quantity = subscription.changes().stream()
                .filter(change -> change.billingStatus().equals("ACTIVE"))
                .filter(change -> !change.effectiveDate().isAfter(until))
                .mapToLong(change -> change.quantityDelta())
                .sum();
        return quantity <= 0
                ? Optional.empty()
                : Optional.of(Quarantine.of(
                        subscription.id(),
                        cycle.period(),
                        facts.contents()
                                .pricing()
                                .missing(
                                        facts.terms(),
                                        subscription,
                                        cycle.period().from())));
    }

    private PriceVerdict negative(LocalDate day) {
        return new PriceVerdict(
                PriceVerdict.Outcome.QUARANTINED,
                "LEDGER_NEGATIVE",
                "Subscription " + subscription.number() + " adds up to less than nothing on " + day
                        + "; archive the change that takes back what is not billed",
                PriceVerdict.OPERATIONS,
                "",
                Map.of(),
                null);
    }
}
