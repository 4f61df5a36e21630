package io.tenantry.subscription;

import io.tenantry.shared.AuditFact;
import io.tenantry.shared.CurrentActor;
import jakarta.persistence.EntityManager;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Keeps who did what to the ledger: the history of each status, and the audit facts. */
@Component
class LedgerTrail {

    private static final Logger LOG = LoggerFactory.getLogger(LedgerTrail.class);

    private final EntityManager entities;
    private final ApplicationEventPublisher events;
    private final CurrentActor actor;
    private final LedgerCalendar calendar;

    LedgerTrail(EntityManager entities, ApplicationEventPublisher events, CurrentActor actor, LedgerCalendar calendar) {
        this.entities = entities;
        this.events = events;
        this.actor = actor;
        this.calendar = calendar;
    }

    Authorship author() {
        return new Authorship(actor.name(), calendar.now());
    }

    void moved(Subscription subject, StatusMove move) {
        entities.persist(StatusChange.of(subject, move, author()));
        audit(subject.number(), "status-changed", move);
    }

    void moved(LicenseChange subject, StatusMove move) {
        entities.persist(StatusChange.of(subject, move, author()));
        var billing = move.to() instanceof BillingStatus;
        audit(subject.number(), billing ? "billing-status-changed" : "provisioning-status-changed", move);
    }

    void moved(ScheduledLicenseChange subject, StatusMove move) {
        entities.persist(StatusChange.of(subject, move, author()));
        audit(subject.number(), "status-changed", move);
    }

    void acted(String subject, String action, String reason, Map<String, ?> details) {
        var kept = new TreeMap<String, Object>();
        details.forEach((name, value) -> kept.put(name, plain(value)));
        events.publishEvent(new AuditFact(subject, action, reason, kept));
    }

    private void audit(String subject, String action, StatusMove move) {
        var from = move.from();
        LOG.info("{} {} -> {}", subject, from, move.to());
        acted(subject, action, move.reason(), Map.of("from", from == null ? "" : from.name(), "to", move.to()));
    }

    private static Object plain(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        return value instanceof Number || value instanceof Boolean ? value : String.valueOf(value);
    }
}
