package io.tenantry.subscription;

import io.tenantry.shared.AuditFact;
import io.tenantry.shared.Refused;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Takes changes out of billing and brings them back, thousands in a constant number of statements. Each is told of in its
 * own history and audit entry. What is as wanted already is left alone, so the same call may be repeated.
 */
@Component
class Archiving {

    static final int MOST = 5_000;

    private final JdbcClient jdbc;
    private final LedgerTrail trail;
    private final ApplicationEventPublisher events;

    Archiving(JdbcClient jdbc, LedgerTrail trail, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.trail = trail;
        this.events = events;
    }

    /** @param turn 1, 2 … of those that are chosen of a subscription, in the order in which they were made */
    private record Chosen(UUID id, String number, UUID subscription, int turn) {}

    List<BulkOutcome> move(LicenseChangeSelection selection, BillingStatus to, String reason) {
        ChangePlanning.requireReason(reason);
        var chosen = chosen(selection);
        lock(chosen);
        requireWholeMoves(chosen, to);
        var moved = new HashSet<UUID>();
        // Each return into billing is an entry of the ledger, so those of one subscription come back one after the
        // other.
        chosen.stream()
                .collect(Collectors.groupingBy(Chosen::turn, TreeMap::new, Collectors.toList()))
                .values()
                .forEach(turn -> moved.addAll(write(turn, to, reason)));
        tell(chosen, moved, to, reason);
        var outcomes = new ArrayList<BulkOutcome>();
        for (var each : chosen) {
            outcomes.add(
                    moved.contains(each.id())
                            ? new BulkOutcome(each.number(), BulkOutcome.Result.MOVED, "")
                            : new BulkOutcome(each.number(), BulkOutcome.Result.UNCHANGED, "It is " + to + " already"));
        }
        missing(selection, chosen)
                .forEach(number -> outcomes.add(new BulkOutcome(
                        number, BulkOutcome.Result.NOT_FOUND, "License change " + number + " does not exist")));
        return outcomes;
    }

    private List<Chosen> chosen(LicenseChangeSelection selection) {
        var numbers = selection.numbers();
        var filter = selection.filter();
        if ((numbers == null) == (filter == null)) {
            throw new Refused("invalid-selection", "Name either the license changes or a filter for them");
        }
        return numbers == null ? filtered(filter) : listed(numbers);
    }

    private List<Chosen> listed(List<String> numbers) {
        requireFew(numbers.size());
        return read("where change.number = any(:numbers)", Map.of("numbers", numbers.toArray(String[]::new)));
    }

    private List<Chosen> filtered(LicenseChangeFilter filter) {
        if (filter.isOpen()) {
            throw new Refused(
                    "invalid-selection", "A filter that leaves nothing out means the whole ledger; narrow it down");
        }
        var chosen = read(LicenseChangeViews.WANTED, LicenseChangeViews.wanted(filter));
        requireFew(chosen.size());
        return chosen;
    }

    private static void requireFew(int count) {
        if (count == 0 || count > MOST) {
            throw new Refused(
                    "invalid-selection",
                    count == 0
                            ? "No license change is chosen"
                            : "More than " + MOST + " license changes are chosen; narrow the choice down");
        }
    }

    private List<Chosen> read(String where, Map<String, @Nullable Object> parameters) {
        return jdbc.sql(
                        """
                        select change.id, change.number, change.subscription_id,
                               row_number() over (partition by change.subscription_id order by change.sequence) as turn
                        """
                                + LicenseChangeViews.FROM + where
                                + " order by change.created_at, change.number limit :limit")
                .params(parameters)
                .param("limit", MOST + 1)
                .query((row, number) -> new Chosen(
                        LedgerRows.id(row, "id"),
                        row.getString("number"),
                        LedgerRows.id(row, "subscription_id"),
                        row.getInt("turn")))
                .list();
    }

    /** As whoever else moves the ledger of a subscription, in the order of all who lock several. */
    private void lock(List<Chosen> chosen) {
        jdbc.sql("select id from subscription where id = any(:ids) order by id for update")
                .param(
                        "ids",
                        chosen.stream().map(Chosen::subscription).distinct().toArray(UUID[]::new))
                .query(UUID.class)
                .list();
    }

    /** Seats that move are billed on both subscriptions or on neither, or a day would be billed twice or never. */
    private void requireWholeMoves(List<Chosen> chosen, BillingStatus to) {
        jdbc.sql(
                        """
                        select half.number as half, other.number as other
                        from change_billed_together pair
                        join license_change half on half.id = pair.change_id
                        join license_change other on other.id = pair.other_id
                        where half.id = any(:ids) and other.id <> all(:ids) and half.billing_status <> :to
                        order by half.number limit 1""")
                .param("ids", chosen.stream().map(Chosen::id).toArray(UUID[]::new))
                .param("to", to.name())
                .query((row, number) -> new String[] {row.getString("half"), row.getString("other")})
                .optional()
                .ifPresent(halves -> {
                    throw new Refused(
                            "half-of-a-move",
                            "License changes " + halves[0] + " and " + halves[1]
                                    + " are the two halves of one move of seats, or the one undoes the other, so they are"
                                    + " billed both or not at all; choose " + halves[1] + " as well, or leave "
                                    + halves[0]
                                    + " out. None was changed");
                });
    }

    private Set<UUID> write(List<Chosen> chosen, BillingStatus to, String reason) {
        var author = trail.author();
        return new HashSet<>(jdbc.sql(
                        """
                        with moved as (
                            update license_change set billing_status = :to, version = version + 1
                            where id = any(:ids) and billing_status = :from
                            returning id
                        )
                        insert into status_change (id, license_change_id, kind, from_status, to_status, actor, reason, at)
                        select nextval('status_change_id'), id, 'BILLING', :from, :to, :actor, :reason, :at from moved
                        returning license_change_id""")
                .param("ids", chosen.stream().map(Chosen::id).toArray(UUID[]::new))
                .param("from", other(to).name())
                .param("to", to.name())
                .param("actor", author.actor())
                .param("reason", reason)
                .param("at", author.at().atOffset(ZoneOffset.UTC))
                .query(UUID.class)
                .list());
    }

    private void tell(List<Chosen> chosen, Set<UUID> moved, BillingStatus to, String reason) {
        var facts = chosen.stream()
                .filter(each -> moved.contains(each.id()))
                .map(each -> new AuditFact(
                        each.number(),
                        "billing-status-changed",
                        reason,
                        Map.of("from", other(to).name(), "to", to.name())))
                .toList();
        if (!facts.isEmpty()) {
            events.publishEvent(new AuditFact.Several(facts));
        }
    }

    private static BillingStatus other(BillingStatus status) {
        return status == BillingStatus.ARCHIVED ? BillingStatus.ACTIVE : BillingStatus.ARCHIVED;
    }

    private static Set<String> missing(LicenseChangeSelection selection, List<Chosen> chosen) {
        var missing = new LinkedHashSet<>(selection.numbers() == null ? List.of() : selection.numbers());
        chosen.forEach(found -> missing.remove(found.number()));
        return missing;
    }
}
