package io.tenantry.customer;

import io.tenantry.shared.AuditFact;
import io.tenantry.shared.CurrentActor;
import io.tenantry.shared.NotFound;
import io.tenantry.shared.Refused;
import io.tenantry.shared.Stale;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Whose credit is held. A hold blocks provisioning while it is set for the customer <em>and</em> switched on for the
 * whole house, and until a person lifts it: nothing pays itself free.
 */
@Service
@Transactional
public class CreditHolds {

    private static final String SWITCH = "CREDIT-CONTROL";

    private final JdbcClient jdbc;
    private final CurrentActor actor;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    CreditHolds(JdbcClient jdbc, CurrentActor actor, Clock clock, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.actor = actor;
        this.clock = clock;
        this.events = events;
    }

    @Transactional(readOnly = true)
    public CreditHoldView of(String customerNumber) {
        var customer = id(customerNumber);
        var held = jdbc.sql("select credit_hold from customer where id = :id")
                .param("id", customer)
                .query(Boolean.class)
                .single();
        return new CreditHoldView(customerNumber, held, control().enforced(), history(customer));
    }

    @Transactional(readOnly = true)
    public CreditControlView control() {
        var version =
                jdbc.sql("select version from credit_control").query(Long.class).single();
        var enforced = jdbc.sql("select enforced from credit_control")
                .query(Boolean.class)
                .single();
        return new CreditControlView(enforced, history(null), version);
    }

    /** Holds a customer's credit, or lifts the hold. Publishes {@link CreditReleased} when it is lifted. */
    public CreditHoldView set(String customerNumber, boolean held, String reason) {
        requireReason(reason);
        var customer = id(customerNumber);
        var moved = jdbc.sql(
                        """
                        update customer set credit_hold = :held, version = version + 1
                        where id = :id and credit_hold <> :held""")
                .param("held", held)
                .param("id", customer)
                .update();
        if (moved == 0) {
            throw new Refused(
                    "no-change",
                    "Credit of customer " + customerNumber + " is " + (held ? "held already" : "not held"));
        }
        keep(customer, customerNumber, held, reason);
        if (!held) {
            events.publishEvent(new CreditReleased(customerNumber));
        }
        return of(customerNumber);
    }

    /**
     * Switches credit hold on or off for the whole house. Publishes {@link CreditReleased} when it is switched off.
     *
     * @throws Stale if it is not of this version any more
     */
    public CreditControlView enforce(boolean enforced, String reason, long version) {
        requireReason(reason);
        var before = control();
        Stale.check("Credit control", version, before.version());
        if (before.enforced() == enforced) {
            throw new Refused("no-change", "Credit hold is switched " + (enforced ? "on" : "off") + " already");
        }
        var moved = jdbc.sql(
                        "update credit_control set enforced = :enforced, version = version + 1 where version = :version")
                .param("enforced", enforced)
                .param("version", version)
                .update();
        if (moved == 0) {
            throw new Stale("Credit control");
        }
        keep(null, SWITCH, enforced, reason);
        if (!enforced) {
            events.publishEvent(new CreditReleased(null));
        }
        return control();
    }

    /**
     * Whether the customer's credit is held and that blocks. Whoever asks within a transaction has its answer until that
     * ends: a hold that is lifted meanwhile waits, and then finds what was set to wait because of it.
     */
    public boolean blocks(UUID customerId) {
        return jdbc.sql(
                        """
                        select customer.credit_hold and credit_control.enforced
                        from customer cross join credit_control
                        where customer.id = :id
                        for share""")
                .param("id", customerId)
                .query(Boolean.class)
                .single();
    }

    private void keep(@Nullable UUID customer, String subject, boolean held, String reason) {
        jdbc.sql(
                        """
                        insert into credit_hold_change (customer_id, held, actor, reason, at)
                        values (:customer, :held, :actor, :reason, :at)""")
                .param("customer", customer)
                .param("held", held)
                .param("actor", actor.name())
                .param("reason", reason.strip())
                .param("at", Timestamp.from(clock.instant()))
                .update();
        var action = held ? "credit-held" : "credit-released";
        events.publishEvent(new AuditFact(subject, action, reason.strip(), Map.of()));
    }

    private List<CreditHoldView.Entry> history(@Nullable UUID customer) {
        return jdbc.sql(
                        """
                        select held, actor, reason, at from credit_hold_change
                        where customer_id is not distinct from cast(:customer as uuid)
                        order by id desc""")
                .param("customer", customer)
                .query((row, number) -> new CreditHoldView.Entry(
                        row.getBoolean("held"),
                        row.getString("actor"),
                        row.getString("reason"),
                        row.getObject("at", OffsetDateTime.class).toInstant()))
                .list();
    }

    private UUID id(String customerNumber) {
        return jdbc.sql("select id from customer where number = :number")
                .param("number", customerNumber)
                .query(UUID.class)
                .optional()
                .orElseThrow(() -> new NotFound("Customer", customerNumber));
    }

    private static void requireReason(String reason) {
        if (reason.isBlank()) {
            throw new Refused("reason-missing", "Say why credit is held or released; the reason is kept");
        }
    }
}
