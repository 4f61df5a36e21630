package io.tenantry.subscription;

import io.tenantry.provider.ProviderUnavailable;
import io.tenantry.shared.Refused;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Which changes are being told to their provider at this moment; each act is a transaction of its own. */
@Component
class TellingRows {

    private final Ledger ledger;
    private final ProvisioningOrders orders;
    private final Aims aims;
    private final Waits waits;
    private final LedgerCalendar calendar;
    private final JdbcClient jdbc;
    private final Duration longest;
    private final Duration lag;

    /**
     * @param longest that a call to a provider can take; a node that was killed in one holds the change up so long
     * @param lag by how much a provider's lists may be behind; Partner Center's list of orders, by 15 minutes
     */
    TellingRows(
            Ledger ledger,
            ProvisioningOrders orders,
            Aims aims,
            Waits waits,
            LedgerCalendar calendar,
            JdbcClient jdbc,
            @Value("${tenantry.telling.longest:PT5M}") Duration longest,
            @Value("${tenantry.telling.lists-lag:PT15M}") Duration lag) {
        this.ledger = ledger;
        this.orders = orders;
        this.aims = aims;
        this.waits = waits;
        this.calendar = calendar;
        this.jdbc = jdbc;
        this.longest = longest;
        this.lag = lag;
    }

    @Transactional(propagation = Propagation.REQUIRES_NEW)
    Telling begin(String changeNumber) {
        var change = ledger.lockChange(changeNumber);
        if (change.provisioningStatus() != ProvisioningStatus.AWAITING_PROVISIONING) {
            throw new Refused(
                    "wrong-status",
                    change + " is " + change.provisioningStatus().label() + "; there is nothing to tell its provider");
        }
        var order = orders.of(change);
        var aim = aims.of(change);
        var since = jdbc.sql(
                        """
                        select told_since from license_change where id = :id and told_request_id = provider_request_id""")
                .param("id", change.id())
                .query(OffsetDateTime.class)
                .optional();
        jdbc.sql(
                        """
                        update license_change
                        set told_since = case when told_request_id = provider_request_id then told_since else :now end,
                            told_request_id = provider_request_id, telling_until = :until,
                            told_from = :from, told_target = :target, found_there = null
                        where id = :id""")
                .param("now", calendar.now().atOffset(ZoneOffset.UTC))
                .param("until", calendar.now().plus(longest).atOffset(ZoneOffset.UTC))
                .param("from", aim.from())
                .param("target", aim.target())
                .param("id", change.id())
                .update();
        return new Telling(
                order,
                aim.from(),
                since.isPresent(),
                since.map(told -> told.toInstant().plus(lag))
                        .filter(shown -> shown.isAfter(calendar.now()))
                        .orElse(null));
    }

    /** Whatever the answer was, nothing of it is under way any more. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    void answered(String changeNumber) {
        over(changeNumber);
        waits.over(changeNumber);
    }

    /** Nothing was sent: there is neither what it starts from nor what it is to become. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    void leftAlone(String changeNumber, int held) {
        jdbc.sql("update license_change set found_there = :held where number = :number")
                .param("held", held)
                .param("number", changeNumber)
                .update();
        over(changeNumber);
        waits.over(changeNumber);
    }

    /** It is tried again by itself; until then the change says why it is not at the provider. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    void unanswered(String changeNumber, ProviderUnavailable trouble) {
        over(changeNumber);
        waits.begin(
                changeNumber,
                Wait.of(
                        WaitingFor.PROVIDER_UNREACHABLE,
                        changeNumber + " has no answer of its provider yet: " + trouble.getMessage()
                                + " It is tried again by itself; if no try is left, an incident says so."));
    }

    /** @throws Refused while a call for the change may be under way: the next change could overtake it */
    void requireNotUnderWay(LicenseChange change) {
        var underWay = jdbc.sql("select count(*) from license_change where id = :id and telling_until > :now")
                .param("id", change.id())
                .param("now", calendar.now().atOffset(ZoneOffset.UTC))
                .query(Integer.class)
                .single();
        if (underWay > 0) {
            throw new Refused(
                    "being-told",
                    change + " is being told to its provider at this moment; wait for the answer, a few minutes at the"
                            + " most, and look again");
        }
    }

    /**
     * Where a change stands that awaits provisioning.
     *
     * @param told whether the provider may know of it by its present request id
     * @param waitingFor why it is not settled yet; null if nobody has looked
     * @param since when it began to wait
     */
    record Standing(boolean told, @Nullable WaitingFor waitingFor, String words, @Nullable Instant since) {

        /** A person, or a linked parent, has been asked to provision it. */
        boolean handedOver() {
            return waitingFor == WaitingFor.PERSON || waitingFor == WaitingFor.LINKED_PARENT;
        }

        boolean pendingFor(Duration atLeast, Instant now) {
            return waitingFor == WaitingFor.PROVIDER_PENDING
                    && since != null
                    && !since.plus(atLeast).isAfter(now);
        }
    }

    Standing standing(LicenseChange change) {
        ledger.flush();
        return jdbc.sql(
                        """
                        select coalesce(told_request_id = provider_request_id, false) as told, waiting_for,
                               coalesce(waiting_words, '') as words, waiting_since
                        from license_change where id = :id""")
                .param("id", change.id())
                .query((row, index) -> {
                    var waiting = row.getString("waiting_for");
                    var since = row.getObject("waiting_since", OffsetDateTime.class);
                    return new Standing(
                            row.getBoolean("told"),
                            waiting == null ? null : WaitingFor.valueOf(waiting),
                            row.getString("words"),
                            since == null ? null : since.toInstant());
                })
                .single();
    }

    /** Since when its provider has been told of it under its present request id; before that it cannot have acted on it. */
    Optional<Instant> toldSince(LicenseChange change) {
        return jdbc.sql(
                        """
                        select told_since from license_change where id = :id and told_request_id = provider_request_id""")
                .param("id", change.id())
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    /** One that failed is none: its refusal was definite. One that was set aside may be there until the sync has linked it. */
    int twins(String changeNumber) {
        return jdbc.sql(
                        """
                        select count(*)
                        from license_change mine
                        join subscription s on s.id = mine.subscription_id
                        join subscription twin on twin.provider_account_id = s.provider_account_id
                            and twin.provider_part_number = s.provider_part_number
                            and twin.provider_subscription_id is null and twin.id <> s.id
                        join license_change other on other.subscription_id = twin.id and other.sequence = 1
                            and other.quantity_after = mine.quantity_after
                            and other.provisioning_status <> 'FAILED_PROVISIONING'
                            and other.told_request_id = other.provider_request_id
                        where mine.number = :number""")
                .param("number", changeNumber)
                .query(Integer.class)
                .single();
    }

    private void over(String changeNumber) {
        jdbc.sql("update license_change set telling_until = null where number = :number and telling_until is not null")
                .param("number", changeNumber)
                .update();
    }
}
