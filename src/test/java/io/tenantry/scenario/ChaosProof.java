package io.tenantry.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Looks at the provider and at the ledger, and names everything that is not as it must be. */
final class ChaosProof {

    private static final String CHECKOUTS = "/v1/customers/*/carts/*/checkout";

    private final JdbcClient sql;
    private final Outside outside;
    private final List<String> tenants;

    ChaosProof(JdbcClient sql, Outside outside, List<String> tenants) {
        this.sql = sql;
        this.outside = outside;
        this.tenants = tenants;
    }

    private record Held(String part, int quantity, String status) {

        static Held of(JsonNode there) {
            var offer = there.path("offerId").asText();
            return new Held(
                    offer.substring(0, offer.lastIndexOf(':')),
                    there.path("quantity").asInt(),
                    switch (there.path("status").asText()) {
                        case "deleted" -> "CANCELLED";
                        default -> there.path("status").asText().toUpperCase(Locale.ROOT);
                    });
        }
    }

    private Map<String, Held> provider() {
        var held = new HashMap<String, Held>();
        for (var tenant : tenants) {
            outside.subscriptionsOf(tenant)
                    .forEach(there -> held.put(there.path("id").asText(), Held.of(there)));
        }
        return held;
    }

    private Map<String, Held> ledger() {
        var held = new HashMap<String, Held>();
        sql.sql(
                        """
                        select provider_subscription_id, provider_part_number, quantity, status
                        from subscription where provider_subscription_id is not null
                        """)
                .query((row, number) ->
                        held.put(row.getString(1), new Held(row.getString(2), row.getInt(3), row.getString(4))))
                .list();
        return held;
    }

    /** By subscription, of either side. */
    List<String> differences() {
        var there = provider();
        var here = ledger();
        var all = new ArrayList<>(there.keySet());
        here.keySet().stream().filter(id -> !there.containsKey(id)).forEach(all::add);
        return all.stream()
                .filter(id -> !Objects.equals(there.get(id), here.get(id)))
                .map(id -> id + ": provider " + there.get(id) + ", ledger " + here.get(id))
                .toList();
    }

    List<String> wrongSums() {
        return sql.sql(
                        """
                        select s.number || ': ' || s.quantity || ' seats, changes ' || coalesce(sum(c.quantity_delta), 0)
                        from subscription s left join license_change c on c.subscription_id = s.id
                        group by s.id having s.quantity <> coalesce(sum(c.quantity_delta), 0)
                        """)
                .query(String.class)
                .list();
    }

    /** Request ids under which the provider did something more than once, and carts that were bought twice. */
    List<String> orderedTwice() {
        var checkouts = outside.carriedOut("POST", CHECKOUTS);
        var twice = new ArrayList<>(moreThanOnce(checkouts, "requestId"));
        twice.addAll(moreThanOnce(checkouts, "path"));
        twice.addAll(moreThanOnce(outside.carriedOut("PATCH", "/v1/customers/*/subscriptions/*"), "requestId"));
        twice.addAll(
                moreThanOnce(outside.carriedOut("POST", "/v1/customers/*/subscriptions/*/transitions"), "requestId"));
        return twice;
    }

    private static List<String> moreThanOnce(List<JsonNode> requests, String field) {
        return requests.stream()
                .collect(Collectors.groupingBy(
                        request -> request.path("method").asText() + " "
                                + request.path(field).asText(),
                        Collectors.counting()))
                .entrySet()
                .stream()
                .filter(each -> each.getValue() > 1)
                .map(each -> each.getKey() + " " + each.getValue() + " times")
                .toList();
    }

    int orders() {
        return tenants.stream()
                .mapToInt(tenant -> outside.ordersOf(tenant).size())
                .sum();
    }

    /** One for each subscription that was ordered here and is there, and one for each that was bought there. */
    int ordersMeant(int boughtInThePortal) {
        return boughtInThePortal
                + sql.sql(
                                """
                                select count(*) from subscription
                                where channel = 'PORTAL' and provider_subscription_id is not null
                                """)
                        .query(Integer.class)
                        .single();
    }

    int changes() {
        return count("license_change") + count("scheduled_license_change");
    }

    private int count(String table) {
        return sql.sql("select count(*) from " + table).query(Integer.class).single();
    }

    /** A status, where its trail is kept, and what it was before anybody wrote a trail of it. */
    private record Trail(String table, String key, String kind, String status, String unwritten) {}

    /** A trail begins with nothing, goes on where it stood, ends in the present status, and names who and why. */
    List<String> brokenTrails() {
        return Stream.of(
                        new Trail("license_change", "license_change_id", "PROVISIONING", "provisioning_status", ""),
                        new Trail("license_change", "license_change_id", "BILLING", "billing_status", "ACTIVE"),
                        new Trail("scheduled_license_change", "scheduled_license_change_id", "SCHEDULED", "status", ""),
                        new Trail("subscription", "subscription_id", "SUBSCRIPTION", "status", ""))
                .flatMap(trail -> broken(trail).stream())
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

    /** What is not done says why. */
    List<String> unexplained() {
        return sql.sql(
                        """
                        select c.number || ' ' || c.provisioning_status
                        from license_change c
                        where c.provisioning_status in ('AWAITING_PROVISIONING', 'FAILED_PROVISIONING')
                          and coalesce(c.provider_message, '') = ''
                        union all
                        select number || ' ' || status from scheduled_license_change
                        where status = 'PENDING' or (status = 'MERGE_FAILED' and coalesce(message, '') = '')
                        union all
                        select business_key_ || ' ' || incident_msg_
                        from act_hi_incident i join act_hi_procinst p on p.proc_inst_id_ = i.proc_inst_id_
                        where i.incident_state_ = 0
                        """)
                .query(String.class)
                .list();
    }

    @Override
    public String toString() {
        var statuses = sql.sql(
                        """
                        select provisioning_status || ' ' || count(*) from license_change
                        group by provisioning_status order by 1
                        """)
                .query(String.class)
                .list();
        return ledger().size() + " subscriptions agree, " + changes() + " changes " + statuses + ", " + orders()
                + " orders, each once, "
                + outside.requests("PATCH", "/v1/customers/*/subscriptions/*").size()
                + " PATCH requests";
    }
}
