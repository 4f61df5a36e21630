package io.tenantry.subscription;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Which subscription goes on as which, and by which two changes. The database holds the two together: they count from
 * the same day, move the same seats and are billed both or not at all, so that no day is billed twice.
 */
@Component
class Replacements {

    private final Ledger ledger;
    private final LicenseChangeRepository changes;
    private final LedgerTrail trail;
    private final JdbcClient jdbc;

    Replacements(Ledger ledger, LicenseChangeRepository changes, LedgerTrail trail, JdbcClient jdbc) {
        this.ledger = ledger;
        this.changes = changes;
        this.trail = trail;
        this.jdbc = jdbc;
    }

    void keep(LicenseChange leaving, LicenseChange entering, LocalDate changeDate, String reason) {
        ledger.flush();
        var author = trail.author();
        var whole = leaving.quantityAfter() == 0;
        jdbc.sql(
                        """
                        insert into subscription_replacement
                            (new_id, old_id, whole, change_date, leaving_id, entering_id, actor, reason, at)
                        values (:new, :old, :whole, :day, :leaving, :entering, :actor, :reason, :at)""")
                .param("new", entering.subscription().id())
                .param("old", leaving.subscription().id())
                .param("whole", whole)
                .param("day", changeDate)
                .param("leaving", leaving.id())
                .param("entering", entering.id())
                .param("actor", author.actor())
                .param("reason", reason)
                .param("at", author.at().atOffset(ZoneOffset.UTC))
                .update();
        var details = new HashMap<String, Object>();
        details.put("old", leaving.subscription().number());
        details.put("new", entering.subscription().number());
        details.put("from", changeDate);
        details.put("quantity", entering.quantityDelta());
        details.put("whole", whole);
        trail.acted(leaving.subscription().number(), "subscription-replaced", reason, details);
        trail.acted(entering.subscription().number(), "subscription-replaces", reason, details);
    }

    /** Whether a subscription goes on as another one as a whole. */
    boolean isReplaced(Subscription old) {
        return jdbc.sql(
                        """
                        select exists (select from subscription_replacement
                                       where old_id = :old and whole and reversed_at is null)""")
                .param("old", old.id())
                .query(Boolean.class)
                .single();
    }

    /** Neither goes on as the other any more. */
    void takenBack(LicenseChange leaving, LicenseChange entering, String reason) {
        ledger.flush();
        jdbc.sql("update subscription_replacement set reversed_at = :at where leaving_id = :leaving")
                .param("at", trail.author().at().atOffset(ZoneOffset.UTC))
                .param("leaving", leaving.id())
                .update();
        var details = new HashMap<String, Object>();
        details.put("old", leaving.subscription().number());
        details.put("new", entering.subscription().number());
        details.put("quantity", entering.quantityDelta());
        trail.acted(leaving.subscription().number(), "replacement-taken-back", reason, details);
        trail.acted(entering.subscription().number(), "replacement-taken-back", reason, details);
    }

    /**
     * The old and the new one of a move, read past the entities: whoever locks them sees them as they are then. Empty where
     * the change moves nothing.
     */
    List<String> subscriptionsOf(String half) {
        ledger.flush();
        return jdbc.sql(
                        """
                        select s.number
                        from subscription_replacement move
                        join subscription s on s.id in (move.old_id, move.new_id)
                        join license_change half on half.id in (move.leaving_id, move.entering_id)
                        where half.number = :half
                        order by s.number""")
                .param("half", half)
                .query(String.class)
                .list();
    }

    /** All that is billed only together with a change: the other half of its move, and what undoes the one or the other. */
    List<LicenseChange> billedTogether(LicenseChange change) {
        ledger.flush();
        return jdbc
                .sql(
                        """
                        with recursive bound (id) as (
                            select cast(:change as uuid)
                            union
                            select pair.other_id from bound join change_billed_together pair on pair.change_id = bound.id
                        )
                        select number from license_change
                        where id in (select id from bound) and id <> :change
                        order by number""")
                .param("change", change.id())
                .query(String.class)
                .list()
                .stream()
                .map(ledger::lockChange)
                .toList();
    }

    /** Of either half of a move, the one that takes the seats out of the old subscription. */
    Optional<LicenseChange> leaving(LicenseChange half) {
        if (half.instructs(Instruction.MOVE)) {
            return Optional.of(half);
        }
        return half.entersByAMove() && half.followsId() != null
                ? changes.findById(half.followsId()).filter(cause -> cause.instructs(Instruction.MOVE))
                : Optional.empty();
    }

    /** What enters by a change that leaves; empty where the change moves nothing. */
    Optional<LicenseChange> entering(LicenseChange leaving) {
        return leaving.instructs(Instruction.MOVE)
                ? changes.findFollowing(leaving.id()).stream()
                        .filter(below -> below.is(SubscriptionEvent.CREATE))
                        .findFirst()
                        .map(entering -> ledger.lockChange(entering.number()))
                : Optional.empty();
    }
}
