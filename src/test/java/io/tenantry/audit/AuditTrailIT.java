package io.tenantry.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.ScenarioTest;
import io.tenantry.shared.AuditFact;
import io.tenantry.shared.Paging;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The audit against the real database: no act without its entry, no entry without its act, and no second thought. */
class AuditTrailIT extends ScenarioTest {

    @Autowired
    private AuditTrail audit;

    @Autowired
    private ApplicationEventPublisher events;

    @Autowired
    private PlatformTransactionManager transactions;

    @Autowired
    private JdbcClient jdbc;

    private final String subject = "TEST-" + UUID.randomUUID();

    @Test
    void keepsAFactInThePublishersTransaction() {
        var before = time.instant();
        commit(new AuditFact(
                subject, "thing-changed", "Because", Map.of("from", 1, "to", new BigDecimal("1.50"), "sure", true)));

        assertThat(audit.of(subject)).singleElement().satisfies(entry -> {
            assertThat(entry.actor()).isEqualTo("system");
            assertThat(entry.reason()).isEqualTo("Because");
            assertThat(entry.at()).isBetween(before.minusMillis(1), time.instant());
            assertThat(entry.details())
                    .containsEntry("from", 1)
                    .containsEntry("to", new BigDecimal("1.50"))
                    .containsEntry("sure", true);
        });
    }

    @Test
    void forgetsAFactWhoseActIsTakenBack() {
        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            events.publishEvent(AuditFact.of(subject, "thing-changed", Map.of()));
            status.setRollbackOnly();
        });

        assertThat(audit.of(subject)).isEmpty();
    }

    @Test
    void refusesAFactOutsideOfATransaction() {
        assertThatThrownBy(() -> events.publishEvent(AuditFact.of(subject, "thing-changed", Map.of())))
                .isInstanceOf(IllegalTransactionStateException.class);
    }

    @Test
    void letsNobodyChangeOrRemoveAnEntry() {
        commit(AuditFact.of(subject, "thing-changed", Map.of()));

        assertThatThrownBy(() -> jdbc.sql("update audit_entry set actor = 'somebody' where subject = :subject")
                        .param("subject", subject)
                        .update())
                .hasMessageContaining("written once and never changed");
        assertThatThrownBy(() -> jdbc.sql("truncate audit_entry").update())
                .hasMessageContaining("written once and never changed");
    }

    @Test
    void findsByActorAndTimeTheNewestFirst() {
        commit(AuditFact.of(subject, "first", Map.of()));
        commit(AuditFact.of(subject, "second", Map.of()));
        var entries = audit.of(subject);

        assertThat(search("system", Duration.ofHours(-1), Duration.ofHours(1)))
                .extracting(AuditEntryView::action)
                .containsExactly("second", "first");
        assertThat(search("nobody", Duration.ofHours(-1), Duration.ofHours(1))).isEmpty();
        assertThat(search("system", Duration.ofHours(1), Duration.ofHours(2))).isEmpty();
        assertThat(audit.search(
                                new AuditFilter(
                                        subject, null, null, entries.get(1).at()),
                                new Paging(0, 1))
                        .total())
                .isLessThan(2);
    }

    private java.util.List<AuditEntryView> search(String actor, Duration from, Duration to) {
        var filter = new AuditFilter(
                subject, actor, time.instant().plus(from), time.instant().plus(to));
        return audit.search(filter, Paging.first()).items();
    }

    private void commit(AuditFact fact) {
        new TransactionTemplate(transactions).executeWithoutResult(status -> events.publishEvent(fact));
    }
}
