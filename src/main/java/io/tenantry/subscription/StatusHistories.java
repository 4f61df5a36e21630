package io.tenantry.subscription;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.RowCallbackHandler;
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

    /** Those of all changes of a subscription in one statement, by the number of the change. */
    Map<String, List<StatusChangeView>> ofLedger(String subscription) {
        var histories = new HashMap<String, List<StatusChangeView>>();
        jdbc.sql(
                        """
                        select change.number, moved.kind, moved.from_status, moved.to_status, moved.actor, moved.reason,
                               moved.at
                        from subscription
                        join license_change change on change.subscription_id = subscription.id
                        join status_change moved on moved.license_change_id = change.id
                        where subscription.number = :number
                        order by moved.at, moved.id""")
                .param("number", subscription)
                .query((RowCallbackHandler) row -> histories
                        .computeIfAbsent(row.getString("number"), change -> new ArrayList<>())
                        .add(LedgerRows.statusChange(row, 0)));
        return histories;
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
