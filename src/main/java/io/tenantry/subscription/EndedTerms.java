package io.tenantry.subscription;

import io.tenantry.provider.ProviderCapability;
import io.tenantry.provider.ProviderView;
import io.tenantry.provider.Providers;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Finds the terms that ended and are for our clock to settle. A provider that lists its subscriptions tells by itself
 * what became of them, within a day; our clock does not outrun it, for a sync would take its older word for an edit. What
 * a trial renews as is the provider's to say.
 */
@Component
class EndedTerms {

    private static final int DAYS_FOR_THE_PROVIDER = 2;
    private static final int AT_ONCE = 500;

    private final Providers providers;
    private final LedgerCalendar calendar;
    private final JdbcClient jdbc;

    EndedTerms(Providers providers, LedgerCalendar calendar, JdbcClient jdbc) {
        this.providers = providers;
        this.calendar = calendar;
        this.jdbc = jdbc;
    }

    /** Numbers that come after one, in their order. */
    List<String> after(String number, boolean renewing) {
        return jdbc.sql(
                        """
                        select number from subscription
                        where status in ('ACTIVE', 'SUSPENDED') and auto_renew = :renewing and number > :after
                          and term ~ '^P([0-9]+[YM])+$' and not (trial and auto_renew)
                          and commitment_end < cast(:today as date)
                              - case when provider = any(:telling) then cast(:days as integer) else 0 end
                        order by number limit :limit""")
                .param("renewing", renewing)
                .param("after", number)
                .param("today", calendar.today())
                .param("telling", telling().toArray(String[]::new))
                .param("days", DAYS_FOR_THE_PROVIDER)
                .param("limit", AT_ONCE)
                .query(String.class)
                .list();
    }

    /** The same of one that is locked: much may have happened since it was listed. */
    boolean isStillDue(Subscription subscription, boolean renewing) {
        var end = subscription.commitment().commitmentEnd();
        var days = telling().contains(subscription.atProvider().provider()) ? DAYS_FOR_THE_PROVIDER : 0;
        return !subscription.hasEnded()
                && subscription.status() != SubscriptionStatus.AWAITING_PROVISIONING
                && subscription.commitment().autoRenew() == renewing
                && !(renewing && subscription.outlook().trial())
                && Term.monthsOf(subscription.commitment().term()) > 0
                && end != null
                && end.isBefore(calendar.today().minusDays(days));
    }

    private List<String> telling() {
        return providers.automaticThatCan(ProviderCapability.SUBSCRIPTIONS).stream()
                .map(ProviderView::name)
                .toList();
    }
}
