package io.tenantry.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Looks at the provider and at the ledger, and names everything that is not as it must be. */
final class ChaosProof {

    private static final String CHECKOUTS = "/v1/customers/*/carts/*/checkout";
    private static final String DISTRIBUTOR_ORDERS = "/distributor/v2/tenants/*/orders";
    private static final String PATCHES = "/v1/customers/*/subscriptions/*";
    private static final String MOVES = "/v1/customers/*/subscriptions/*/transitions";
    private static final Set<String> OVER = Set.of("deleted", "disabled", "expired");

    private final JdbcClient sql;
    private final Outside outside;
    private final ChaosHouse house;
    private final ChaosPortal portal;
    private final ChaosHands hands;

    ChaosProof(JdbcClient sql, Outside outside, ChaosHouse house, ChaosPortal portal, ChaosHands hands) {
        this.sql = sql;
        this.outside = outside;
        this.house = house;
        this.portal = portal;
        this.hands = hands;
    }

    /** What somebody has; one that is over has no seats, whatever else it still says. */
    private record Held(String part, int quantity, String status, boolean renews, String renewsTo) {

        private static final Held NOTHING = new Held("", 0, "OVER", false, "");

        static Held of(JsonNode there) {
            var status = there.path("status").asText();
            if (OVER.contains(status)) {
                return NOTHING;
            }
            var offer = there.path("offerId").asText();
            return new Held(
                    offer.substring(0, offer.lastIndexOf(':')),
                    there.path("quantity").asInt(),
                    status.toUpperCase(Locale.ROOT),
                    there.path("autoRenewEnabled").asBoolean(),
                    next(there.path("scheduledNextTermInstructions")));
        }

        static Held ofDistributor(JsonNode there) {
            return there.path("state").asText().equals("live")
                    ? new Held(
                            there.path("sku").asText(),
                            there.path("seats").asInt(),
                            "ACTIVE",
                            there.path("renews").asBoolean(),
                            "")
                    : NOTHING;
        }

        private static String next(JsonNode scheduled) {
            var product = scheduled.path("product");
            return product.isMissingNode()
                    ? ""
                    : String.join(
                            " ",
                            scheduled.path("quantity").asText(),
                            product.path("productId").asText() + ":"
                                    + product.path("skuId").asText(),
                            product.path("termDuration").asText(),
                            product.path("billingCycle").asText().toUpperCase(Locale.ROOT));
        }
    }

    private Map<String, Held> provider() {
        var held = new HashMap<String, Held>();
        for (var tenant : house.tenants()) {
            outside.subscriptionsOf(tenant)
                    .forEach(there -> held.put(there.path("id").asText(), Held.of(there)));
        }
        for (var tenant : house.distributorTenants()) {
            outside.subscriptionsAtDistributor(tenant)
                    .forEach(there -> held.put(there.path("subscription_uid").asText(), Held.ofDistributor(there)));
        }
        return held;
    }

    /** By the provider's id; two of one id would be a violation of the database. */
    private Map<String, Held> ledger() {
        var held = new HashMap<String, Held>();
        sql.sql(
                        """
                        select coalesce(provider_subscription_id, number), provider_part_number, quantity, status,
                               auto_renew,
                               coalesce(concat_ws(' ', next_quantity, next_part_number, next_term, next_billing_plan), '')
                        from subscription
                        where provider in ('partner-center', 'acme')
                          and (provider_subscription_id is not null
                               or status not in ('INACTIVE', 'CANCELLED', 'EXPIRED') or quantity > 0)
                        """)
                .query((row, number) -> held.put(row.getString(1), held(row)))
                .list();
        return held;
    }

    private static Held held(java.sql.ResultSet row) throws java.sql.SQLException {
        var over = Set.of("INACTIVE", "CANCELLED", "EXPIRED").contains(row.getString(4));
        return over && row.getInt(3) == 0
                ? Held.NOTHING
                : new Held(row.getString(2), row.getInt(3), row.getString(4), row.getBoolean(5), row.getString(6));
    }

    /** By subscription, of either side; one here that the provider has no id for is by its number. */
    List<String> differences() {
        var there = provider();
        var here = ledger();
        var all = new TreeSet<>(there.keySet());
        all.addAll(here.keySet());
        return all.stream()
                .filter(id -> !Objects.equals(there.get(id), here.get(id)))
                .filter(id -> there.get(id) != Held.NOTHING || here.containsKey(id))
                .map(id -> id + ": provider " + there.get(id) + ", ledger " + here.get(id))
                .toList();
    }

    /** What people hold by hand and what the ledger says of it. */
    Map<String, List<Integer>> differencesByHand() {
        var here = new HashMap<String, Integer>();
        sql.sql(
                        "select coalesce(provider_subscription_id, number), quantity from subscription where provider = 'manual'")
                .query((row, number) -> here.put(row.getString(1), row.getInt(2)))
                .list();
        var all = new TreeMap<String, List<Integer>>();
        here.forEach((id, seats) -> all.put(id, List.of(seats, hands.held().getOrDefault(id, 0))));
        hands.held().forEach((id, seats) -> all.putIfAbsent(id, List.of(here.getOrDefault(id, 0), seats)));
        all.values().removeIf(seats -> seats.get(0).equals(seats.get(1)));
        return all;
    }

    List<String> wrongSums() {
        return words(
                """
                select s.number || ': ' || s.quantity || ' seats, changes ' || coalesce(sum(c.quantity_delta), 0)
                from subscription s left join license_change c on c.subscription_id = s.id
                group by s.id having s.quantity <> coalesce(sum(c.quantity_delta), 0)
                """);
    }

    /** Request ids under which the provider did something more than once, and carts that were bought twice. */
    List<String> orderedTwice() {
        var twice = new TreeSet<String>();
        for (var field : List.of("requestId", "path")) {
            twice.addAll(moreThanOnce(outside.carriedOut("POST", CHECKOUTS), field));
        }
        twice.addAll(moreThanOnce(outside.carriedOut("POST", DISTRIBUTOR_ORDERS), "requestId"));
        twice.addAll(moreThanOnce(outside.carriedOut("PATCH", PATCHES), "requestId"));
        twice.addAll(moreThanOnce(outside.carriedOut("POST", MOVES), "requestId"));
        twice.addAll(
                words(
                        """
                select 'order ' || s.provider_order_id || ' is that of ' || string_agg(s.number, ', ' order by s.number)
                from subscription s
                join license_change c on c.subscription_id = s.id and c.sequence = 1 and c.follows_id is null
                where s.provider_order_id is not null
                group by s.provider_order_id having count(*) > 1
                """));
        return List.copyOf(twice);
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

    /** Orders at the distributor, and subscriptions that came of orders of ours. */
    List<Integer> ordersAtDistributor() {
        return List.of(
                outside.carriedOut("POST", DISTRIBUTOR_ORDERS).size(),
                sql.sql("select count(*) from subscription where provider = 'acme' and channel = 'PORTAL'")
                        .query(Integer.class)
                        .single());
    }

    /** Whether the provider still remembers all that it was asked: else it could not tell what was done twice. */
    boolean remembersAll() {
        return outside.requests().get(0).path("number").asInt() == 1;
    }

    int orders() {
        return house.tenants().stream()
                .mapToInt(tenant -> outside.ordersOf(tenant).size())
                .sum();
    }

    int checkouts() {
        return outside.carriedOut("POST", CHECKOUTS).size();
    }

    /** What we take for bought there and is ours, or the other way round; what we moved since is ours wherever it was bought. */
    Set<String> mistakenForAnothers() {
        var adopted = new HashSet<>(
                words(
                        """
                select provider_subscription_id from subscription
                where channel = 'PROVIDER' and provider_subscription_id is not null
                """));
        var either = new TreeSet<>(adopted);
        either.addAll(portal.bought());
        either.removeIf(id -> adopted.contains(id) && portal.bought().contains(id));
        either.removeAll(
                words(
                        """
                select s.provider_subscription_id
                from subscription s join license_change c on c.subscription_id = s.id and c.sequence = 1
                where c.follows_id is not null and s.provider_subscription_id is not null
                """));
        return either;
    }

    int changes() {
        return count("license_change") + count("scheduled_license_change");
    }

    private int count(String table) {
        return sql.sql("select count(*) from " + table).query(Integer.class).single();
    }

    List<String> brokenTrails() {
        return new ChaosTrails(sql).broken();
    }

    /** What is not done says why; nothing that has an end is still at work. */
    List<String> unexplained() {
        return words(
                """
                select number || ' ' || provisioning_status from license_change
                where provisioning_status in ('AWAITING_PROVISIONING', 'FAILED_PROVISIONING')
                union all
                select number || ' ' || status from scheduled_license_change
                where status = 'PENDING' or (status = 'MERGE_FAILED' and coalesce(message, '') = '')
                union all
                select number || ' has no case' from scheduled_license_change s
                where status = 'MERGE_FAILED'
                  and not exists (select 1 from remediation_case r where r.subject = s.number and r.closed_at is null)
                union all
                select business_key_ || ' ' || incident_msg_
                from act_hi_incident i join act_hi_procinst p on p.proc_inst_id_ = i.proc_inst_id_
                where i.incident_state_ = 0
                union all
                select c.number || ' is settled and its process goes on: ' || p.proc_def_key_
                from act_ru_variable v
                join act_hi_procinst p on p.id_ = v.proc_inst_id_
                join license_change c on c.number = v.text_
                where v.name_ = 'changeNumber' and c.provisioning_status in ('PROVISIONED', 'NOT_APPLICABLE')
                  and p.proc_def_key_ in ('change', 'provisioning', 'clearance', 'manual-order', 'linked-order')
                union all
                select 'job of ' || coalesce(p.business_key_, p.proc_def_key_) || ' with no try left'
                from act_ru_job j join act_hi_procinst p on p.id_ = j.process_instance_id_
                where j.retries_ = 0
                """);
    }

    private List<String> words(String question) {
        return sql.sql(question).query(String.class).list();
    }

    @Override
    public String toString() {
        var faults = outside.requests().stream()
                .filter(request -> request.hasNonNull("fault"))
                .collect(Collectors.groupingBy(
                        request -> request.path("fault").asText(), TreeMap::new, Collectors.counting()));
        var statuses = words(
                """
                select provisioning_status || ' ' || count(*) from license_change
                group by provisioning_status order by 1
                """);
        return ledger().size() + " subscriptions agree, " + changes() + " changes " + statuses + ", " + orders()
                + " orders, each once, " + outside.carriedOut("PATCH", PATCHES).size() + " PATCH and "
                + outside.carriedOut("POST", MOVES).size() + " moves carried out; faults " + faults;
    }
}
