package io.tenantry.sync;

import io.tenantry.customer.ProviderAccounts;
import io.tenantry.shared.AuditFact;
import io.tenantry.shared.BusinessCalendar;
import io.tenantry.shared.CurrentActor;
import io.tenantry.shared.NotFound;
import io.tenantry.shared.Page;
import io.tenantry.shared.Paging;
import io.tenantry.shared.Refused;
import io.tenantry.shared.Stale;
import io.tenantry.subscription.LedgerRepairs;
import io.tenantry.subscription.LedgerSnapshot;
import io.tenantry.subscription.SeenDifference.Kind;
import io.tenantry.subscription.SeenSubscription;
import io.tenantry.sync.MismatchStore.Open;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What ledger and provider say differently, and the one action that puts each right. The provider is asked again before
 * anything is written, so that nobody decides on an old picture. Provisioning best practices §5.
 */
@Service
@Transactional
public class Mismatches {

    private static final String SELECT =
            """
            select m.number, m.provider, a.number as account_number, m.provider_subscription_id,
                   s.number as subscription_number, s.name as subscription_name, m.kind, m.ours, m.theirs, m.proposal,
                   m.status, m.opened_at, m.last_seen_at, m.repair, m.decided_by, m.reason, m.closed_at, m.version
            from mismatch m
            join provider_account a on a.id = m.provider_account_id
            left join subscription s on s.id = m.subscription_id
            """;

    private final MismatchStore store;
    private final FreshLooks looks;
    private final LedgerRepairs repairs;
    private final ProviderAccounts accounts;
    private final JdbcClient jdbc;
    private final BusinessCalendar calendar;
    private final CurrentActor actor;
    private final ApplicationEventPublisher events;

    Mismatches(
            MismatchStore store,
            FreshLooks looks,
            LedgerRepairs repairs,
            ProviderAccounts accounts,
            JdbcClient jdbc,
            BusinessCalendar calendar,
            CurrentActor actor,
            ApplicationEventPublisher events) {
        this.store = store;
        this.looks = looks;
        this.repairs = repairs;
        this.accounts = accounts;
        this.jdbc = jdbc;
        this.calendar = calendar;
        this.actor = actor;
        this.events = events;
    }

    /**
     * A decision on a mismatch.
     *
     * @param from the day from which a correction of the ledger counts; null is today
     * @param version of the mismatch as the caller saw it
     */
    public record Decision(Repair repair, String reason, @Nullable LocalDate from, long version) {}

    @Transactional(readOnly = true)
    public MismatchView get(String number) {
        return jdbc.sql(SELECT + "where m.number = :number")
                .param("number", number)
                .query(Mismatches::view)
                .optional()
                .orElseThrow(() -> new NotFound("Mismatch", number));
    }

    /** The oldest first. @param status OPEN, IGNORED, REPAIRED or GONE; null means any */
    @Transactional(readOnly = true)
    public Page<MismatchView> list(@Nullable String status, Paging paging) {
        var where = "where (cast(:status as text) is null or m.status = :status)";
        var total = jdbc.sql("select count(*) from mismatch m " + where)
                .param("status", status)
                .query(Long.class)
                .single();
        var found = jdbc.sql(SELECT + where + " order by m.opened_at, m.number limit :size offset :offset")
                .param("status", status)
                .param("size", paging.size())
                .param("offset", paging.offset())
                .query(Mismatches::view)
                .list();
        return Page.of(found, paging, total);
    }

    /**
     * Puts a mismatch right, or lets it be.
     *
     * @throws Refused if it is decided on already, or if that repair does not fit it; then nothing is written
     * @throws io.tenantry.provider.ProviderUnavailable if the provider cannot be asked now
     */
    public MismatchView repair(String number, Decision decision) {
        if (decision.reason().isBlank()) {
            throw new Refused("reason-missing", "Say why " + number + " is put right like that");
        }
        var answer = decision.repair() == Repair.IGNORE ? null : ask(store.find(number));
        var mismatch = store.lock(number);
        Stale.check("Mismatch " + number, decision.version(), mismatch.version());
        if (!mismatch.status().equals("OPEN") && !mismatch.status().equals("IGNORED")) {
            throw new Refused("wrong-status", number + " is " + mismatch.status() + " already");
        }
        if (answer != null) {
            act(mismatch, decision, answer);
        }
        store.decided(
                mismatch, decision.repair(), actor.name(), decision.reason().strip());
        events.publishEvent(new AuditFact(
                number,
                "mismatch-decided",
                decision.reason().strip(),
                Map.of(
                        "repair", decision.repair().name(),
                        "kind", mismatch.kind(),
                        "ours", mismatch.ours(),
                        "theirs", mismatch.theirs(),
                        "subscription", String.valueOf(mismatch.subscriptionNumber()))));
        events.publishEvent(new MismatchDecided(number));
        return get(number);
    }

    /** What the provider says now; nothing is locked while it is asked. */
    private record Answer(Optional<SeenSubscription> seen, LedgerSnapshot before) {

        LedgerRepairs.Answer required(Open mismatch) {
            return new LedgerRepairs.Answer(
                    seen.orElseThrow(() -> new Refused(
                            "vanished",
                            "The provider has no subscription " + mismatch.providerSubscriptionId()
                                    + " any more; adopt that, or ignore it")),
                    before);
        }
    }

    private Answer ask(Open mismatch) {
        var look = looks.at(
                mismatch.provider(), mismatch.accountId(), mismatch.tenantId(), mismatch.providerSubscriptionId());
        return new Answer(look.seen(), look.before());
    }

    private void act(Open mismatch, Decision decision, Answer answer) {
        accounts.lockForSync(mismatch.provider(), List.of(mismatch.tenantId()));
        var reason = mismatch.number() + ": " + decision.reason().strip();
        switch (decision.repair()) {
            case ADOPT_THEIRS -> adopt(mismatch, answer, reason);
            case SEND_OURS ->
                repairs.sendOurs(ours(mismatch, decision), kind(mismatch), answer.required(mismatch), reason);
            default -> correct(mismatch, decision, answer, reason);
        }
    }

    private void correct(Open mismatch, Decision decision, Answer answer, String reason) {
        var ours = ours(mismatch, decision);
        var gone = kind(mismatch) == Kind.MISSING_THERE && answer.seen().isEmpty();
        var correction = new LedgerRepairs.Correction(
                kind(mismatch),
                gone ? null : answer.required(mismatch).seen(),
                decision.from() == null ? calendar.today() : decision.from(),
                reason);
        repairs.correct(ours, correction, answer.before());
    }

    private static Kind kind(Open mismatch) {
        return Kind.valueOf(mismatch.kind());
    }

    private void adopt(Open mismatch, Answer answer, String reason) {
        var ours = mismatch.subscriptionNumber();
        if (ours == null) {
            repairs.adoptUnknown(answer.required(mismatch).seen());
        } else if (answer.seen().isEmpty()) {
            repairs.endVanished(ours, answer.before(), reason);
        } else {
            repairs.adopt(ours, answer.required(mismatch), reason);
        }
    }

    /** What makes no sense is refused before anything is locked or asked of the ledger. */
    private static String ours(Open mismatch, Decision decision) {
        if (mismatch.subscriptionNumber() == null || !decision.repair().fits(kind(mismatch))) {
            throw new Refused(
                    "repair-unfit",
                    decision.repair() + " does not fit " + mismatch.number() + ", which is about " + mismatch.kind()
                            + ": " + decision.repair().unfitWords(kind(mismatch)));
        }
        return mismatch.subscriptionNumber();
    }

    private static MismatchView view(ResultSet row, int index) throws SQLException {
        return new MismatchView(
                row.getString("number"),
                row.getString("provider"),
                row.getString("account_number"),
                row.getString("provider_subscription_id"),
                row.getString("subscription_number"),
                row.getString("subscription_name"),
                row.getString("kind"),
                row.getString("ours"),
                row.getString("theirs"),
                row.getString("proposal"),
                row.getString("status"),
                row.getObject("opened_at", OffsetDateTime.class).toInstant(),
                row.getObject("last_seen_at", OffsetDateTime.class).toInstant(),
                row.getString("repair"),
                row.getString("decided_by"),
                row.getString("reason"),
                instant(row, "closed_at"),
                row.getLong("version"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var moment = row.getObject(column, OffsetDateTime.class);
        return moment == null ? null : moment.toInstant();
    }
}
