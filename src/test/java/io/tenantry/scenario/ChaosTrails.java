package io.tenantry.scenario;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whether each step of each status is kept with who, when and why. */
final class ChaosTrails {

    private final JdbcClient sql;

    ChaosTrails(JdbcClient sql) {
        this.sql = sql;
    }

    /** A status, where its trail is kept, and what it was before anybody wrote a trail of it. */
    private record Trail(String table, String key, String kind, String status, String unwritten) {}

    /** A trail begins with nothing, goes on where it stood, ends in the present status, and names who and why. */
    List<String> broken() {
        return Stream.concat(
                        Stream.of(
                                        new Trail(
                                                "license_change",
                                                "license_change_id",
                                                "PROVISIONING",
                                                "provisioning_status",
                                                ""),
                                        new Trail(
                                                "license_change",
                                                "license_change_id",
                                                "BILLING",
                                                "billing_status",
                                                "ACTIVE"),
                                        new Trail(
                                                "scheduled_license_change",
                                                "scheduled_license_change_id",
                                                "SCHEDULED",
                                                "status",
                                                ""),
                                        new Trail("subscription", "subscription_id", "SUBSCRIPTION", "status", ""))
                                .flatMap(trail -> broken(trail).stream()),
                        withoutFact().stream())
                .toList();
    }

    private List<String> broken(Trail trail) {
        return sql.sql(
                        """
                        with step as (
                            select h.%2$s as thing, h.from_status, h.to_status, h.actor, h.reason,
                                   lag(h.to_status) over w as before,
                                   row_number() over (partition by h.%2$s order by h.at desc, h.id desc) as from_the_end
                            from status_change h where h.kind = :kind
                            window w as (partition by h.%2$s order by h.at, h.id))
                        select t.number || ' ' || :kind || ' ' || coalesce(s.from_status, '-') || ' to '
                               || coalesce(s.to_status, '-')
                        from %1$s t left join step s on s.thing = t.id
                        where (s.thing is null and t.%3$s <> :unwritten)
                           or (s.thing is not null
                               and (coalesce(s.from_status, :unwritten) <> coalesce(s.before, :unwritten)
                                    or s.actor = '' or s.reason = ''
                                    or (s.from_the_end = 1 and s.to_status <> t.%3$s)))
                        order by 1
                        """
                                .formatted(trail.table(), trail.key(), trail.status()))
                .param("kind", trail.kind())
                .param("unwritten", trail.unwritten())
                .query(String.class)
                .list();
    }

    /** The audit trail of the house tells of each change too, and who asked for it. */
    private List<String> withoutFact() {
        return sql.sql(
                        """
                        select c.number || ' has no fact in the audit trail' from license_change c
                        where not exists (
                            select 1 from audit_entry a
                            where a.subject = c.number and a.action = 'license-change-appended' and a.actor <> '')
                        """)
                .query(String.class)
                .list();
    }
}
