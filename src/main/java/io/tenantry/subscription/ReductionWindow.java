package io.tenantry.subscription;

import io.tenantry.decision.QuantityChangeWindow;
import io.tenantry.shared.Refused;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
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

    /** @throws Refused if the change is a reduction outside of the window; the words name the next day that is inside */
    void requireAllowed(Subscription subject, int delta, LocalDate effectiveDate) {
        var tree = tree(subject, delta);
        var day = dayOfTelling(effectiveDate);
        tree.strictest(delta, day).ifPresent(strictest -> {
            throw new Refused("reduction-refused", words(tree, strictest, delta, day));
        });
    }

    /** The facts of the strictest that refuses; those of the subject itself where none does. */
    ReductionFacts strictest(Subscription subject, int delta, LocalDate effectiveDate) {
        var day = dayOfTelling(effectiveDate);
        var strictest = tree(subject, delta).strictest(delta, day).orElse(subject);
        return new ReductionFacts(strictest.number(), strictest.reduction(delta, day, calendar));
    }

    /** An increase concerns nobody else, so nobody else is read for it. */
    private ReductionTree tree(Subscription subject, int delta) {
        return delta < 0 ? tree(subject) : new ReductionTree(List.of(subject), decision, calendar);
    }

    /** The whole tree, up and down, in two statements. */
    ReductionTree tree(Subscription subject) {
        return new ReductionTree(
                Stream.concat(Stream.of(subject), linkedWith(subject).stream()).toList(), decision, calendar);
    }

    private String words(ReductionTree tree, Subscription strictest, int delta, LocalDate day) {
        var reason = tree.verdict(strictest, delta, day).reason();
        var next = tree.nextDay(delta, day);
        var possible = next == null ? "No day within three years is possible." : "It is possible from " + next + " on.";
        if (strictest.number().equals(tree.subject().number())) {
            return strictest + ": " + reason + " " + possible;
        }
        var provisioned = strictest.provisionedAt();
        return LINKED + " (" + strictest.number() + " " + strictest.name() + ", "
                + (provisioned == null ? "not provisioned" : "provisioned on " + calendar.dayOf(provisioned)) + ": "
                + reason + " " + possible + ")";
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
