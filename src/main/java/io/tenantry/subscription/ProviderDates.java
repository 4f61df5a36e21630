package io.tenantry.subscription;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * From which day an edit at the provider counts: the day on which it happened there, not the day on which we noticed.
 *
 * <p>Somebody added five seats on 20 January; the sync of 23 January writes them from 20 January on, and the next invoice
 * bills 12 of January's 31 days. It is never dated into the future or before the subscription's start. Where the price
 * changed since, an earlier date would bill days at a value that they never had: then it counts from the day of that
 * price, and the entry says so.
 */
@Component
class ProviderDates {

    private final Ledger ledger;
    private final LedgerCalendar calendar;

    ProviderDates(Ledger ledger, LedgerCalendar calendar) {
        this.ledger = ledger;
        this.calendar = calendar;
    }

    /**
     * What a look saw, with the day from which it holds there as far as its terms tell: what a renewal brought holds from
     * the renewal on, what expired until the last day of its term, and a longer term from its own first day.
     *
     * @param renewedOn that was noticed by the same look
     */
    SeenSubscription sinceItHolds(Subscription subscription, SeenSubscription seen, @Nullable LocalDate renewedOn) {
        var day = renewedOn != null ? renewedOn : endedSince(seen);
        var since = day == null ? newTermSince(subscription, seen) : day;
        return since == null ? seen : seen.changedOn(calendar.startOf(since));
    }

    private static @Nullable LocalDate endedSince(SeenSubscription seen) {
        var end = seen.commitmentEnd();
        return SeenStatus.of(seen.status()) == SeenStatus.EXPIRED && end != null ? end.plusDays(1) : null;
    }

    /** Another term within ours starts at once, and is a whole one: a year that ends on 15 April began on 16 April. */
    private @Nullable LocalDate newTermSince(Subscription subscription, SeenSubscription seen) {
        var ours = subscription.commitment();
        if (seen.termOr(ours.term()).equals(ours.term())
                || seen.changedAt() != null
                || seen.commitmentEnd() == null
                || ours.commitmentEnd() == null) {
            return null;
        }
        var start = startOf(seen.commitmentEnd(), seen.termOr(ours.term()));
        var within = !start.isBefore(startOf(ours.commitmentEnd(), ours.term())) && !start.isAfter(calendar.today());
        return within ? start : null;
    }

    private static LocalDate startOf(LocalDate lastDay, String term) {
        return lastDay.plusDays(1).minusMonths(Term.monthsOf(term));
    }

    LedgerEntry dated(Subscription subscription, SeenSubscription seen, SubscriptionEvent event, String reason) {
        return dated(
                seen,
                event,
                reason,
                earliest(subscription, SeenEdit.of(subscription, seen).reprices()));
    }

    /** What runs again counts from no day before the one on which it ended: those days are billed already. */
    LedgerEntry revived(Subscription subscription, SeenSubscription seen, String reason) {
        var earliest = earliest(subscription, SeenEdit.of(subscription, seen).reprices());
        var ended = ledger.of(subscription).stream()
                .filter(change -> change.is(SubscriptionEvent.DEACTIVATE))
                .map(LicenseChange::effectiveDate)
                .filter(earliest::isBefore)
                .max(Comparator.naturalOrder());
        return dated(seen, SubscriptionEvent.ACTIVATE, reason, ended.orElse(earliest));
    }

    private LedgerEntry dated(SeenSubscription seen, SubscriptionEvent event, String reason, LocalDate earliest) {
        var today = calendar.today();
        if (seen.changedAt() == null) {
            return LedgerEntry.seen(event, today, reason);
        }
        var happened = calendar.dayOf(seen.changedAt());
        var day = happened.isAfter(today) ? today : happened.isBefore(earliest) ? earliest : happened;
        var words = day.equals(happened) ? reason : reason + " (there on " + happened + "; counts from " + day + ")";
        return LedgerEntry.seen(event, day, words);
    }

    private LocalDate earliest(Subscription subscription, boolean reprices) {
        var written = ledger.of(subscription);
        if (written.isEmpty()) {
            return subscription.commitment().startDate();
        }
        return reprices ? LedgerChecks.latest(written) : latestPrice(written);
    }

    /** The first change sets the price; each later one that sets another is a border. */
    static LocalDate latestPrice(List<LicenseChange> written) {
        var border = written.get(0).effectiveDate();
        for (var index = 1; index < written.size(); index++) {
            var change = written.get(index);
            if (!change.price().sameAs(written.get(index - 1).price())
                    && change.effectiveDate().isAfter(border)) {
                border = change.effectiveDate();
            }
        }
        return border;
    }
}
