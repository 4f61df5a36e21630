package io.tenantry.subscription;

import io.tenantry.shared.Conflict;
import io.tenantry.shared.FieldRefused;
import io.tenantry.shared.Refused;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What people provision by hand, because the provider has no API, and what they say became of it. */
@Service
@Transactional
public class ManualOrders {

    private final Ledger ledger;
    private final ProvisioningOrders orders;
    private final Settlement settlement;
    private final Replacements replacements;
    private final Waits waits;
    private final LedgerTrail trail;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;

    ManualOrders(
            Ledger ledger,
            ProvisioningOrders orders,
            Settlement settlement,
            Replacements replacements,
            Waits waits,
            LedgerTrail trail,
            JdbcClient jdbc,
            ApplicationEventPublisher events) {
        this.ledger = ledger;
        this.orders = orders;
        this.settlement = settlement;
        this.replacements = replacements;
        this.waits = waits;
        this.trail = trail;
        this.jdbc = jdbc;
        this.events = events;
    }

    /** What a person has to do for a change. */
    @Transactional(readOnly = true)
    public ManualOrder get(String changeNumber) {
        return orderOf(ledger.change(changeNumber));
    }

    /** From now on the change waits for a person. */
    public void wanted(String changeNumber) {
        var change = ledger.lockChange(changeNumber);
        waits.begin(
                change.number(),
                Wait.of(
                        WaitingFor.PERSON,
                        change.number() + " is provisioned by hand: "
                                + orderOf(change).task() + " Then say here that it is done, or why it cannot be."));
    }

    /** Numbers of those that wait for a person, the oldest first. */
    @Transactional(readOnly = true)
    public List<ManualOrder> open() {
        return jdbc
                .sql(
                        """
                        select number from license_change
                        where waiting_for = 'PERSON' order by waiting_since, number limit 200""")
                .query(String.class)
                .list()
                .stream()
                .map(this::get)
                .toList();
    }

    /**
     * A person says what became of it. Publishes {@link ManualOrderAnswered}.
     *
     * @throws Refused if nobody is asked for this change, or words or id are missing
     */
    public void answer(String changeNumber, ManualAnswer answer) {
        var change = ledger.lockChange(changeNumber);
        requireWords(answer);
        requireAsked(change);
        if (answer.done()) {
            placed(change, answer);
        }
        keep(change, answer);
        trail.acted(
                change.number(),
                "manual-order-answered",
                answer.words().strip(),
                Map.of(
                        "done", answer.done(),
                        "providerSubscriptionId", Objects.requireNonNullElse(answer.providerSubscriptionId(), "")));
        waits.over(change.number());
        events.publishEvent(new ManualOrderAnswered(
                change.number(),
                change.subscription().number(),
                answer.done(),
                answer.words().strip()));
    }

    /** The seats of a move are in another subscription, and it is that one's id. */
    private void placed(LicenseChange told, ManualAnswer answer) {
        var change = replacements.entering(told).orElse(told);
        var id = stripped(answer.providerSubscriptionId());
        var known = change.subscription().atProvider();
        var movesAll = told.instructs(Instruction.MOVE) && told.quantityAfter() == 0;
        if (change.is(SubscriptionEvent.CREATE) && !movesAll && id == null && known.providerSubscriptionId() == null) {
            throw new FieldRefused(
                    "id-missing",
                    "providerSubscriptionId",
                    told + " creates the subscription; give the id that it has at the provider");
        }
        var kept = told.subscription().atProvider().providerSubscriptionId();
        if (id != null && !id.equals(known.providerSubscriptionId()) && !(movesAll && id.equals(kept))) {
            requireUnknown(change, id);
            settlement.placed(change, stripped(answer.providerOrderId()), id);
        }
    }

    private void requireUnknown(LicenseChange change, String id) {
        if (!orders.known(change.subscription().atProvider().provider(), List.of(id))
                .isEmpty()) {
            throw new Conflict(
                    "id-taken",
                    "'" + id + "' is the id of another subscription of "
                            + change.subscription().atProvider().provider() + " already; look again at the provider");
        }
    }

    private void keep(LicenseChange change, ManualAnswer answer) {
        var author = trail.author();
        var kept = jdbc.sql(
                        """
                        insert into manual_answer (license_change_id, provider_request_id, done, words,
                                                   provider_subscription_id, provider_order_id, actor, at)
                        values (:change, :request, :done, :words, :subscription, :order, :actor, :at)
                            on conflict do nothing""")
                .param("change", change.id())
                .param("request", change.providerRequestId())
                .param("done", answer.done())
                .param("words", answer.words().strip())
                .param("subscription", stripped(answer.providerSubscriptionId()))
                .param("order", stripped(answer.providerOrderId()))
                .param("actor", author.actor())
                .param("at", author.at().atOffset(ZoneOffset.UTC))
                .update();
        if (kept == 0) {
            throw new Conflict("answered-already", change + " was answered already; look at its history");
        }
    }

    private static void requireWords(ManualAnswer answer) {
        if (answer.words().isBlank()) {
            throw new FieldRefused(
                    "reason-missing", "reason", "Say what was done, or why it cannot be; it is kept with the change");
        }
    }

    private void requireAsked(LicenseChange change) {
        var asked = jdbc.sql("select count(*) from license_change where id = :id and waiting_for = 'PERSON'")
                        .param("id", change.id())
                        .query(Integer.class)
                        .single()
                > 0;
        if (!asked) {
            throw new Refused(
                    "not-asked",
                    change + " is " + change.provisioningStatus().label()
                            + " and waits for no person; only what is to be provisioned by hand, and in its turn, is"
                            + " answered");
        }
    }

    private ManualOrder orderOf(LicenseChange change) {
        var order = orders.of(change);
        return new ManualOrder(
                order.changeNumber(),
                order.subscriptionNumber(),
                order.name(),
                order.provider(),
                order.tenantId(),
                order.partNumber(),
                order.targetQuantity(),
                order.term(),
                order.billingPlan(),
                order.providerSubscriptionId(),
                change.is(SubscriptionEvent.CREATE),
                ManualTask.of(change, order),
                order.requestId());
    }

    private static @Nullable String stripped(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
