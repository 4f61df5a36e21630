package io.tenantry.subscription;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads who moved which status when and why, the first move first. */
@Component
class StatusHistories {

    private final JdbcClient jdbc;

    StatusHistories(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<StatusChangeView> ofSubscription(String number) {
        return of("subscription", "subscription_id", number);
    }

    List<StatusChangeView> ofChange(String number) {
        return of("license_change", "license_change_id", number);
    }

    List<StatusChangeView> ofScheduledChange(String number) {
        return of("scheduled_license_change", "scheduled_license_change_id", number);
    }

    private List<StatusChangeView> of(String table, String link, String number) {
        return jdbc.sql(
                        """
                        select moved.kind, moved.from_status, moved.to_status, moved.actor, moved.reason, moved.at
                        from status_change moved
                        join %s subject on subject.id = moved.%s
                        where subject.number = :number
                        order by moved.at, moved.id"""
                                .formatted(table, link))
                .param("number", number)
                .query(LedgerRows::statusChange)
                .list();
    }
}
