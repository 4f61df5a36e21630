package io.tenantry.subscription;

import jakarta.persistence.EntityManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads what there is to say of a term. */
@Component
class TermViews {

    private static final String REPLACEMENTS =
            """
            select other.number, replacement.whole, replacement.change_date, entering.quantity_delta,
                   leaving.number as leaving, entering.number as entering, replacement.actor, replacement.reason,
                   replacement.at
            from subscription_replacement replacement
            join license_change leaving on leaving.id = replacement.leaving_id
            join license_change entering on entering.id = replacement.entering_id
            """;

    private final JdbcClient jdbc;
    private final EntityManager entities;
    private final TermRules rules;
    private final LedgerCalendar calendar;

    TermViews(JdbcClient jdbc, EntityManager entities, TermRules rules, LedgerCalendar calendar) {
        this.jdbc = jdbc;
        this.entities = entities;
        this.rules = rules;
        this.calendar = calendar;
    }

    TermView of(Subscription subscription) {
        entities.flush();
        var commitment = subscription.commitment();
        return new TermView(
                subscription.number(),
                subscription.status(),
                commitment.term(),
                commitment.billingPlan(),
                commitment.startDate(),
                commitment.endDate(),
                termEnd(commitment),
                commitment.autoRenew(),
                subscription.outlook().next(),
                rules.cancellableUntil(subscription),
                subscription.outlook().trial(),
                replacements(
                        subscription,
                        "join subscription other on other.id = replacement.old_id where replacement.new_id = :id and replacement.reversed_at is null"),
                replacements(
                        subscription,
                        "join subscription other on other.id = replacement.new_id where replacement.old_id = :id and replacement.reversed_at is null"),
                renewals(subscription),
                subscription.version());
    }

    private @Nullable LocalDate termEnd(Commitment commitment) {
        return commitment.commitmentEnd() != null
                ? commitment.commitmentEnd()
                : commitment
                        .renewals()
                        .nextRenewal(calendar.today().plusDays(1))
                        .map(renewal -> renewal.minusDays(1))
                        .orElse(null);
    }

    private List<TermView.Replacement> replacements(Subscription subscription, String other) {
        return jdbc.sql(REPLACEMENTS + other + " order by replacement.change_date, other.number")
                .param("id", subscription.id())
                .query((row, index) -> replacement(row))
                .list();
    }

    private static TermView.Replacement replacement(ResultSet row) throws SQLException {
        return new TermView.Replacement(
                row.getString("number"),
                row.getBoolean("whole"),
                LedgerRows.day(row, "change_date"),
                row.getInt("quantity_delta"),
                row.getString("leaving"),
                row.getString("entering"),
                row.getString("actor"),
                row.getString("reason"),
                LedgerRows.instant(row, "at"));
    }

    private List<TermView.Renewal> renewals(Subscription subscription) {
        return jdbc.sql(
                        """
                        select renewed.renewed_on, renewed.term, renewed.term_end, renewed.noticed_by,
                               change.number as license_change, renewed.at
                        from subscription_renewal renewed
                        left join license_change change on change.id = renewed.license_change_id
                        where renewed.subscription_id = :id
                        order by renewed.renewed_on desc""")
                .param("id", subscription.id())
                .query((row, index) -> new TermView.Renewal(
                        LedgerRows.day(row, "renewed_on"),
                        row.getString("term"),
                        LedgerRows.day(row, "term_end"),
                        row.getString("noticed_by"),
                        row.getString("license_change"),
                        LedgerRows.instant(row, "at")))
                .list();
    }
}
