package io.tenantry.subscription;

import jakarta.persistence.EntityManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads trees of subscriptions, each in one statement. */
@Component
class SubscriptionTrees {

    private final SubscriptionRepository subscriptions;
    private final JdbcClient jdbc;
    private final EntityManager entities;

    SubscriptionTrees(SubscriptionRepository subscriptions, JdbcClient jdbc, EntityManager entities) {
        this.subscriptions = subscriptions;
        this.jdbc = jdbc;
        this.entities = entities;
    }

    private record Row(UUID id, @Nullable UUID parent, TreeView alone) {}

    /** Whether linked subscriptions get their seats through it. */
    boolean provisionsOthers(Subscription subscription) {
        return jdbc.sql("select exists (select 1 from subscription where linked_to_id = :id)")
                .param("id", subscription.id())
                .query(Boolean.class)
                .single();
    }

    TreeView of(Subscription member) {
        entities.flush();
        var below = new HashMap<UUID, List<Row>>();
        Row top = null;
        for (var row : rows(subscriptions.treeOf(member.id()))) {
            if (row.parent() == null) {
                top = row;
            } else {
                below.computeIfAbsent(row.parent(), parent -> new ArrayList<>()).add(row);
            }
        }
        if (top == null) {
            throw new IllegalStateException("The tree of " + member + " has no top");
        }
        return with(top, below);
    }

    List<ParentChangeView> historyOf(String number) {
        return jdbc.sql(
                        """
                        select before.number as from_parent, after.number as to_parent, moved.from_ratio,
                               moved.to_ratio, moved.actor, moved.reason, moved.at
                        from parent_change moved
                        join subscription on subscription.id = moved.subscription_id
                        left join subscription before on before.id = moved.from_parent_id
                        left join subscription after on after.id = moved.to_parent_id
                        where subscription.number = :number
                        order by moved.id desc""")
                .param("number", number)
                .query((row, index) -> new ParentChangeView(
                        row.getString("from_parent"),
                        row.getString("to_parent"),
                        row.getObject("from_ratio", Integer.class),
                        row.getObject("to_ratio", Integer.class),
                        row.getString("actor"),
                        row.getString("reason"),
                        LedgerRows.instant(row, "at")))
                .list();
    }

    private static TreeView with(Row row, Map<UUID, List<Row>> below) {
        var alone = row.alone();
        var children = below.getOrDefault(row.id(), List.of()).stream()
                .map(child -> with(child, below))
                .toList();
        return new TreeView(
                alone.number(),
                alone.name(),
                alone.status(),
                alone.provider(),
                alone.quantity(),
                alone.ratio(),
                alone.billable(),
                alone.showOnInvoice(),
                alone.displayOnPortal(),
                alone.billAt(),
                alone.waiting(),
                children);
    }

    private List<Row> rows(List<UUID> ids) {
        return jdbc.sql(
                        """
                        select subscription.id, subscription.parent_id, subscription.number, subscription.name,
                               subscription.status, subscription.provider, subscription.quantity,
                               subscription.parent_ratio, subscription.billable, subscription.show_on_invoice,
                               subscription.display_on_portal, subscription.bill_at, open.waiting_words
                        from subscription
                        left join lateral (
                            select coalesce(waiting_words, '') as waiting_words from license_change
                            where subscription_id = subscription.id
                              and provisioning_status in ('AWAITING_PROVISIONING', 'FAILED_PROVISIONING')
                            order by sequence limit 1) open on true
                        where subscription.id = any(:ids)
                        order by subscription.number""")
                .param("ids", ids.toArray(UUID[]::new))
                .query((row, index) -> row(row))
                .list();
    }

    private static Row row(ResultSet row) throws SQLException {
        var waiting = row.getString("waiting_words");
        return new Row(
                LedgerRows.id(row, "id"),
                LedgerRows.optionalId(row, "parent_id"),
                new TreeView(
                        row.getString("number"),
                        row.getString("name"),
                        LedgerRows.word(row, "status", SubscriptionStatus.class),
                        row.getString("provider"),
                        row.getInt("quantity"),
                        row.getObject("parent_ratio", Integer.class),
                        row.getBoolean("billable"),
                        row.getBoolean("show_on_invoice"),
                        row.getBoolean("display_on_portal"),
                        LedgerRows.word(row, "bill_at", BillAt.class),
                        waiting == null ? "" : waiting,
                        List.of()));
    }
}
