package io.tenantry.subscription;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Ends what does not renew. The provider ends it by itself; only what hangs below it has to be told. */
@Component
class Expiries {

    private final Ledger ledger;
    private final Followers followers;
    private final LedgerCalendar calendar;
    private final JdbcClient jdbc;

    Expiries(Ledger ledger, Followers followers, LedgerCalendar calendar, JdbcClient jdbc) {
        this.ledger = ledger;
        this.followers = followers;
        this.calendar = calendar;
        this.jdbc = jdbc;
    }

    private record Ending(String number, LocalDate lastDay) {}

    List<String> expire() {
        var expired = new ArrayList<String>();
        for (var ending : ending()) {
            var subscription = ledger.lock(ending.number());
            if (!subscription.hasEnded()) {
                end(subscription, ending.lastDay());
                expired.add(ending.number());
            }
        }
        return expired;
    }

    private List<Ending> ending() {
        return jdbc.sql(
                        """
                        select number, last_day
                        from (select number,
                                     coalesce(commitment_end,
                                              (start_date + cast(term as interval) - interval '1 day')::date) as last_day
                              from subscription
                              where status in ('ACTIVE', 'SUSPENDED') and not auto_renew and term <> '') ending
                        where last_day < :today
                        order by number""")
                .param("today", calendar.today())
                .query(Ending.class)
                .list();
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
