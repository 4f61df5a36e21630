package io.tenantry.subscription;

import io.tenantry.decision.QuantityChangeWindow.Outcome;
import io.tenantry.provider.RefundWindow;
import io.tenantry.shared.Money;
import io.tenantry.shared.Refused;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Our own side of a reduction's preview. It writes nothing of ours; the decisions keep their history. */
@Component
@Transactional
class ReductionLook {

    private final Ledger ledger;
    private final ReductionWindow window;
    private final SubscriptionViews views;
    private final LedgerCalendar calendar;

    ReductionLook(Ledger ledger, ReductionWindow window, SubscriptionViews views, LedgerCalendar calendar) {
        this.ledger = ledger;
        this.window = window;
        this.views = views;
        this.calendar = calendar;
    }

    SubscriptionView view(String number) {
        return views.get(number);
    }

    ReductionPreview at(
            String number,
            @Nullable Integer newQuantity,
            @Nullable LocalDate asked,
            ReductionPreview.AtTheProvider provider) {
        var subscription = ledger.subscription(number);
        var day = asked == null ? calendar.today() : requireNotPast(asked);
        var after = newQuantity == null ? Math.max(subscription.quantity() - 1, 0) : requireQuantity(newQuantity);
        var delta = after - subscription.quantity();
        var tree = window.tree(subscription);
        var strictest = tree.strictest(delta, day);
        var price = subscription.price().perMonth();
        return new ReductionPreview(
                number,
                day,
                subscription.quantity(),
                after,
                strictest.isEmpty(),
                strictest.map(Subscription::number).orElse(null),
                tree.verdict(strictest.orElse(subscription), delta, day).reason(),
                tree.nextDay(delta, day),
                tree.members().stream()
                        .map(member -> windowOf(tree, member, Math.min(delta, -1), day))
                        .toList(),
                provider.objecting(objection(subscription, provider, delta, day)),
                monthly(price, subscription.quantity()),
                monthly(price, after));
    }

    /**
     * Seats go back to the provider within the seven days of their own purchase only: of 25, of which 15 came five days
     * ago, 15 go back and 10 do not. With the next term it takes any quantity.
     */
    private String objection(
            Subscription subscription, ReductionPreview.AtTheProvider provider, int delta, LocalDate day) {
        var termEnd = subscription.commitment().commitmentEnd();
        if (!provider.tells() || delta >= 0 || termEnd != null && day.isAfter(termEnd)) {
            return "";
        }
        if (subscription.quantity() + delta == 0) {
            return isOpen(provider.cancellableUntil(), day)
                    ? ""
                    : "The provider lets nobody cancel all of it on " + day + "; let it end with its term instead";
        }
        var open = provider.refundable().stream()
                .filter(seats -> isOpen(seats.until(), day))
                .mapToInt(RefundWindow::quantity)
                .sum();
        return -delta <= open
                ? ""
                : "The provider takes back " + open + " seats on " + day + ", not " + -delta
                        + ", and would refuse this; give " + (subscription.quantity() - open)
                        + " or more, or say the quantity of its next term";
    }

    private boolean isOpen(@Nullable Instant until, LocalDate day) {
        return until == null || !calendar.dayOf(until).isBefore(day);
    }

    private ReductionPreview.Window windowOf(ReductionTree tree, Subscription member, int delta, LocalDate day) {
        var rule = member.reductionRule();
        var days = "ALLOWED_WITHIN_WINDOW".equals(rule.quantityReductionBehavior())
                ? rule.quantityReductionWindow()
                : null;
        var provisioned =
                Optional.ofNullable(member.provisionedAt()).map(calendar::dayOf).orElse(null);
        var opened = days == null ? null : opened(member, provisioned, day);
        var next = days == null ? null : member.nextRenewal(day.plusDays(1)).orElse(null);
        var verdict = tree.verdict(member, delta, day);
        return new ReductionPreview.Window(
                member.number(),
                member.name(),
                rule.quantityReductionBehavior(),
                rule.quantityReductionWindow(),
                provisioned,
                opened,
                last(opened, days),
                next,
                last(next, days),
                verdict.outcome() == Outcome.ALLOW,
                verdict.reason());
    }

    /** When the latest window opened: at the last renewal, else when the Create change was provisioned. */
    private static @Nullable LocalDate opened(Subscription member, @Nullable LocalDate provisioned, LocalDate day) {
        var renewed = member.commitment().renewals().lastRenewal(day).orElse(null);
        return renewed == null || provisioned != null && provisioned.isAfter(renewed) ? provisioned : renewed;
    }

    private static @Nullable LocalDate last(@Nullable LocalDate first, @Nullable Integer days) {
        return first == null || days == null ? null : first.plusDays(days);
    }

    private LocalDate requireNotPast(LocalDate day) {
        if (day.isBefore(calendar.today())) {
            throw new Refused(
                    "invalid-effective-date",
                    day + " is past, and the provider is told today at the earliest; give " + calendar.today()
                            + " or a later day");
        }
        return day;
    }

    private static int requireQuantity(int quantity) {
        if (quantity < 0 || quantity > Subscription.MAX_QUANTITY) {
            throw new Refused(
                    "invalid-quantity", "Quantity " + quantity + " is not between 0 and " + Subscription.MAX_QUANTITY);
        }
        return quantity;
    }

    /** 12.00 a month × 10 = 120.00. */
    private static @Nullable Money monthly(@Nullable Money price, int quantity) {
        return price == null ? null : price.times(quantity).rounded();
    }
}
