package io.tenantry.subscription;

import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Ends what does not renew. The provider ends it by itself; only what hangs below it has to be told. */
@Component
class Expiries {

    private final Ledger ledger;
    private final Followers followers;
    private final LedgerCalendar calendar;
    private final EndedTerms ended;
    private final JdbcClient jdbc;

    Expiries(Ledger ledger, Followers followers, LedgerCalendar calendar, EndedTerms ended, JdbcClient jdbc) {
        this.ledger = ledger;
        this.followers = followers;
        this.calendar = calendar;
        this.ended = ended;
        this.jdbc = jdbc;
    }

    List<String> due(String after) {
        return ended.after(after, false);
    }

    /** @return whether it expired; not if that has changed since it was listed */
    boolean expire(String number) {
        var subscription = ledger.lock(number);
        var lastDay = subscription.commitment().commitmentEnd();
        if (lastDay == null || !ended.isStillDue(subscription, false)) {
            return false;
        }
        end(subscription, lastDay);
        return true;
    }

    /** The provider told first that a term has ended by itself; one that was cancelled within it has not. */
    void noticed(LicenseChange end) {
        ledger.flush();
        jdbc.sql("insert into subscription_expiry (license_change_id) values (:change)")
                .param("change", end.id())
                .update();
    }

    private void end(Subscription subscription, LocalDate lastDay) {
        var reason = "Its term ended on " + lastDay + " and does not renew";
        var plan = new PlannedChange(
                SubscriptionEvent.DEACTIVATE,
                -subscription.quantity(),
                null,
                null,
                true,
                lastDay.plusDays(1),
                calendar.now(),
                reason);
        var steps = followers.of(subscription, plan);
        var change = ledger.append(
                subscription, LedgerEntry.ended(plan.effectiveDate(), reason).by(plan.quantityDelta()));
        subscription.recommit(subscription.commitment().endedOn(lastDay));
        ledger.move(subscription, SubscriptionStatus.EXPIRED, reason);
        followers.follow(steps, change, plan, change.actor());
    }
}
