package io.tenantry.scenario;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/** People who buy and edit behind our back, and who remember what they did and when. */
final class ChaosPortal {

    private static final int KINDS = 6;

    private final Outside outside;
    private final JdbcClient sql;
    private final Map<String, List<Instant>> edits = new HashMap<>();
    private final Set<String> bought = new HashSet<>();

    ChaosPortal(Outside outside, JdbcClient sql) {
        this.outside = outside;
        this.sql = sql;
    }

    void buys(String tenant, String partNumber, int seats) {
        bought.add(outside.buysInThePortal(tenant, partNumber, seats).path("id").asText());
    }

    /** A subscription where somebody else can edit it. */
    private record There(String provider, String tenant, String id) {}

    /**
     * Somebody tries an edit, which may be refused there too; tells whether it was made.
     *
     * @param pick any number; says of which subscription
     * @param kind any number; says which edit it is. At the distributor only the seats can be edited
     */
    boolean edits(int pick, int kind, int seats) {
        var there = sql.sql(
                        """
                        select s.provider, a.tenant_id as tenant, s.provider_subscription_id as id
                        from subscription s join provider_account a on a.id = s.provider_account_id
                        where s.provider_subscription_id is not null and s.provider in ('partner-center', 'acme')
                        order by s.number
                        """)
                .query(There.class)
                .list();
        if (there.isEmpty()) {
            return false;
        }
        var one = there.get(pick % there.size());
        var made = one.provider().equals(ChaosHouse.DISTRIBUTOR)
                ? outside.triesAtDistributor(one.tenant(), one.id(), seats)
                : outside.triesInThePortal(one.tenant(), one.id(), edit(kind, seats));
        if (made) {
            edits.computeIfAbsent(one.id(), id -> new ArrayList<>()).add(Instant.now());
        }
        return made;
    }

    /** Somebody ends a suspension there; tells whether there was one. */
    boolean reactivates(String subscription) {
        var tenant = sql.sql(
                        """
                        select a.tenant_id
                        from subscription s join provider_account a on a.id = s.provider_account_id
                        where s.provider_subscription_id = :subscription and s.provider = 'partner-center'
                        """)
                .param("subscription", subscription)
                .query(String.class)
                .optional();
        var suspended = tenant.isPresent()
                && outside.subscriptionsOf(tenant.get()).stream()
                        .anyMatch(there -> there.path("id").asText().equals(subscription)
                                && there.path("status").asText().equals("suspended"));
        if (!suspended || !outside.triesInThePortal(tenant.get(), subscription, Map.of("status", "active"))) {
            return false;
        }
        edits.computeIfAbsent(subscription, id -> new ArrayList<>()).add(Instant.now());
        return true;
    }

    private static Map<String, ?> edit(int kind, int seats) {
        return List.<Map<String, ?>>of(
                        Map.of("quantity", seats),
                        Map.of("quantity", seats),
                        Map.of("autoRenewEnabled", seats % 2 == 0),
                        Map.of("status", "suspended"),
                        Map.of("status", "active"),
                        Map.of("status", "active", "autoRenewEnabled", true))
                .get(Math.floorMod(kind, KINDS));
    }

    /** Whether somebody edited it there since a moment of the storm. */
    boolean hasEdited(String subscription, Instant since) {
        return edits.getOrDefault(subscription, List.of()).stream().anyMatch(at -> at.isAfter(since));
    }

    /** The provider's ids of what was bought there. */
    Set<String> bought() {
        return Set.copyOf(bought);
    }
}
