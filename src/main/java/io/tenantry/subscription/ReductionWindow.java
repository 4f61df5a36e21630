package io.tenantry.subscription;

import io.tenantry.decision.QuantityChangeWindow;
import io.tenantry.shared.Refused;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * May a quantity be reduced? Asks the decision quantity-change-window for the subscription and for all that is linked
 * with it as base or add-on; the strictest wins. Provisioning best practices §4.
 */
@Component
class ReductionWindow {

    private static final String LINKED =
            "Linked Subscription Quantity reduction is not allowed because it falls outside of allowed window."
                    + " Please reload the form and try again.";

    private final SubscriptionRepository subscriptions;
    private final QuantityChangeWindow decision;
    private final LedgerCalendar calendar;

    ReductionWindow(SubscriptionRepository subscriptions, QuantityChangeWindow decision, LedgerCalendar calendar) {
        this.subscriptions = subscriptions;
        this.decision = decision;
        this.calendar = calendar;
    }

    /** @throws Refused if the change is a reduction outside of the window */
    void requireAllowed(Subscription subject, int delta, LocalDate effectiveDate) {
        var facts = strictest(subject, delta, effectiveDate);
        var verdict = decision.check(facts.question());
        if (verdict.outcome() == QuantityChangeWindow.Outcome.ALLOW) {
            return;
        }
        if (facts.subscriptionNumber().equals(subject.number())) {
            throw new Refused("reduction-refused", subject + ": " + verdict.reason());
        }
        throw new Refused(
                "reduction-refused", LINKED + " (" + facts.subscriptionNumber() + ": " + verdict.reason() + ")");
    }

    /** The facts of the first subscription that refuses; those of the subject itself where none does. */
    ReductionFacts strictest(Subscription subject, int delta, LocalDate effectiveDate) {
        var all = facts(subject, delta, effectiveDate);
        return all.stream()
                .filter(facts -> decision.check(facts.question()).outcome() == QuantityChangeWindow.Outcome.REFUSE)
                .findFirst()
                .orElse(all.get(0));
    }

    private List<ReductionFacts> facts(Subscription subject, int delta, LocalDate effectiveDate) {
        var day = dayOfTelling(effectiveDate);
        var facts = new ArrayList<ReductionFacts>();
        facts.add(new ReductionFacts(subject.number(), subject.reduction(delta, day, calendar)));
        if (delta < 0) {
            linkedWith(subject).stream()
                    .map(linked -> new ReductionFacts(linked.number(), linked.reduction(delta, day, calendar)))
                    .forEach(facts::add);
        }
        return facts;
    }

    private List<Subscription> linkedWith(Subscription subject) {
        return subscriptions.findByIdIn(subscriptions.treeOf(subject.id())).stream()
                .filter(linked -> !linked.id().equals(subject.id()) && !linked.hasEnded())
                .sorted((one, other) -> one.number().compareTo(other.number()))
                .toList();
    }

    /** A back-dated reduction reaches the provider today: a date in the past must not open a window that has closed. */
    private LocalDate dayOfTelling(LocalDate effectiveDate) {
        var today = calendar.today();
        return effectiveDate.isBefore(today) ? today : effectiveDate;
    }
}
