package io.tenantry.subscription;

import io.tenantry.catalog.ProductView;
import io.tenantry.catalog.Products;
import io.tenantry.shared.Refused;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/** What may be asked for the term of a subscription, and when. Writes nothing. */
@Component
class TermRules {

    /** After purchase and after each renewal, where the provider has not told its own time: seven days to the hour. */
    private static final Duration WINDOW = Duration.ofHours(168);

    private static final String MONTH = "P1M";
    private static final Set<Integer> AWKWARD_DAYS = Set.of(28, 29, 30);

    private final SubscriptionRepository subscriptions;
    private final Products products;
    private final LedgerCalendar calendar;

    TermRules(SubscriptionRepository subscriptions, Products products, LedgerCalendar calendar) {
        this.subscriptions = subscriptions;
        this.products = products;
        this.calendar = calendar;
    }

    /** @throws Refused if it cannot be asked for now; says what can */
    void require(Subscription subscription, TermCommand command) {
        requireInForce(subscription);
        var renews = subscription.commitment().autoRenew();
        switch (command.instruction()) {
            case AUTO_RENEW_ON -> requireActive(subscription, !renews, "renews by itself already");
            case AUTO_RENEW_OFF -> requireActive(subscription, renews, "does not renew anyway");
            case SUSPEND -> requireActive(subscription, true, "");
            case REACTIVATE -> requireSuspended(subscription);
            case NEXT_TERM -> requireNextTerm(subscription, command);
            case NEXT_TERM_OFF ->
                requireActive(subscription, subscription.outlook().next() != null, "has no next-term instruction");
            case CANCEL -> requireCancellable(subscription);
            case TRIAL_TO_PAID ->
                requireActive(subscription, subscription.outlook().trial(), "is no trial");
            case MOVE ->
                throw new Refused("not-a-term", "Seats are moved by POST /api/v1/subscriptions/{number}/moves");
        }
    }

    ProductView requireProduct(Subscription subscription, String partNumber) {
        var provider = subscription.atProvider().provider();
        return products.find(provider, partNumber)
                .filter(ProductView::active)
                .orElseThrow(() -> new Refused(
                        "product-unknown",
                        "Product '" + partNumber + "' of " + provider
                                + " is not sold; load the provider's price sheet, or choose another product"));
    }

    /**
     * Until when all of it can be cancelled: the provider's own time, else 168 hours from when it was provisioned, or
     * from its last renewal.
     */
    Instant cancellableUntil(Subscription subscription) {
        var told = subscription.outlook().cancellableUntil();
        if (told != null) {
            return told;
        }
        var bought = subscription.provisionedAt() == null ? calendar.now() : subscription.provisionedAt();
        var from = subscription
                .commitment()
                .renewals()
                .lastRenewal(calendar.today())
                .map(calendar::startOf)
                .filter(renewed -> renewed.isAfter(bought))
                .orElse(bought);
        return from.plus(WINDOW);
    }

    /**
     * Calendar month ends, and the ends of the tenant's other terms, within one whole term from its renewal on. A year
     * does not end together with a term of a month; and a month ends with another on no 28th, 29th or 30th, unless the
     * calendar's month does.
     */
    List<TermEnd> termEnds(Subscription subscription, String term) {
        Term.requireSellable(term, "MONTHLY");
        var from = renewal(subscription);
        var longest = Term.endOf(from, term);
        var others = new TreeMap<LocalDate, TreeSet<String>>();
        for (var other : subscriptions.findInForceAt(subscription.atProvider().providerAccountId())) {
            var end = other.commitment().commitmentEnd();
            if (end != null && !other.id().equals(subscription.id()) && endsTogether(other, end, term)) {
                others.computeIfAbsent(end, day -> new TreeSet<>()).add(other.number());
            }
        }
        var days = new TreeSet<>(others.keySet());
        for (var month = from; !month.isAfter(longest); month = month.plusMonths(1)) {
            days.add(month.with(TemporalAdjusters.lastDayOfMonth()));
        }
        return days.stream()
                .filter(day -> !day.isBefore(from) && !day.isAfter(longest))
                .map(day -> new TermEnd(day, isMonthEnd(day), List.copyOf(others.getOrDefault(day, new TreeSet<>()))))
                .toList();
    }

    private static boolean endsTogether(Subscription other, LocalDate end, String term) {
        if (other.outlook().trial()) {
            return false;
        }
        return term.equals(MONTH)
                ? isMonthEnd(end) || !AWKWARD_DAYS.contains(end.getDayOfMonth())
                : !other.commitment().term().equals(MONTH);
    }

    private void requireNextTerm(Subscription subscription, TermCommand command) {
        requireActive(
                subscription,
                subscription.commitment().autoRenew(),
                "does not renew, so there is no next term; turn auto-renew on first");
        var next = command.next();
        if (next == null) {
            throw new Refused("next-missing", "Say what it renews to: part number, quantity, term and billing plan");
        }
        Term.requireSellable(next.term(), next.billingPlan());
        if (next.quantity() < 1 || next.quantity() > Subscription.MAX_QUANTITY) {
            throw new Refused(
                    "invalid-quantity",
                    "It cannot renew to a quantity of " + next.quantity() + "; give 1 to " + Subscription.MAX_QUANTITY
                            + ", or turn auto-renew off");
        }
        requireProduct(subscription, next.partNumber());
        var end = next.termEnd();
        if (end == null) {
            return;
        }
        var possible = termEnds(subscription, next.term());
        if (possible.stream().noneMatch(one -> one.lastDay().equals(end))) {
            throw new Refused(
                    "invalid-term-end",
                    "The next term of " + subscription + " cannot end on " + end
                            + ": that is neither the end of a month nor of another term of this tenant within "
                            + next.term() + "; possible are "
                            + possible.stream().map(TermEnd::lastDay).toList());
        }
    }

    private void requireCancellable(Subscription subscription) {
        var until = cancellableUntil(subscription);
        if (calendar.now().isAfter(until)) {
            throw new Refused(
                    "cancellation-closed",
                    subscription + " could be cancelled until " + until
                            + "; turn its auto-renew off instead, then it ends with its term on "
                            + renewal(subscription).minusDays(1) + " and is billed until then");
        }
    }

    private LocalDate renewal(Subscription subscription) {
        return subscription
                .commitment()
                .renewals()
                .nextRenewal(calendar.today().plusDays(1))
                .orElseThrow(() -> new Refused("no-term", subscription + " has no term, so nothing of it renews"));
    }

    private static void requireInForce(Subscription subscription) {
        if (subscription.hasEnded()) {
            throw new Refused(
                    "not-changeable", subscription + " is " + subscription.status() + "; it has no term any more");
        }
        if (subscription.owner().customerId() == null) {
            throw new Refused(
                    "account-unmapped",
                    "Account does not exist for " + subscription
                            + ". Map its provider account to a customer, then repeat.");
        }
    }

    private static void requireActive(Subscription subscription, boolean possible, String otherwise) {
        if (subscription.status() == SubscriptionStatus.SUSPENDED) {
            throw new Refused(
                    "not-changeable", subscription + " is suspended; reactivate it first (it is billed meanwhile)");
        }
        if (!possible) {
            throw new Refused("no-change", subscription + " " + otherwise);
        }
    }

    private static void requireSuspended(Subscription subscription) {
        if (subscription.status() != SubscriptionStatus.SUSPENDED) {
            throw new Refused("no-change", subscription + " is " + subscription.status() + ", not suspended");
        }
    }

    private static boolean isMonthEnd(LocalDate day) {
        return day.equals(day.with(TemporalAdjusters.lastDayOfMonth()));
    }
}
