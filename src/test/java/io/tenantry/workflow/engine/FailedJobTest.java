package io.tenantry.workflow.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.shared.NotRetryable;
import io.tenantry.shared.RetryAfter;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.atomic.AtomicInteger;
import org.camunda.bpm.engine.delegate.BpmnError;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FailedJobTest {

    private static final String CHARGE =
            "<serviceTask id='charge' name='Charge' camunda:asyncBefore='true' camunda:delegateExpression='${charge}'/>";

    private final RuledEngine house = new RuledEngine();
    private final AtomicInteger charges = new AtomicInteger();

    @AfterEach
    void closeTheEngine() {
        house.close();
    }

    @Test
    void stopsAtOnceWhenTheAnswerIsDefinite() {
        fail(new Declined("Your card was declined"));
        house.deploy("charge", CHARGE);
        house.start("INV-000017");

        house.runFailingJob();

        assertThat(house.job().getRetries()).isZero();
        assertThat(charges).hasValue(1);
        assertThat(house.incidents)
                .containsExactly(new IncidentRaised("INV-000017", "probe", "charge", "Your card was declined"));
        assertThat(house.engine
                        .getManagementService()
                        .createJobQuery()
                        .executable()
                        .count())
                .isZero();
    }

    @Test
    void seesADefiniteAnswerThroughWhateverItIsWrappedIn() {
        fail(new IllegalStateException("Step failed", new RuntimeException(new Declined("declined"))));
        house.deploy("charge", CHARGE);
        house.start("INV-000017");

        house.runFailingJob();

        assertThat(house.job().getRetries()).isZero();
    }

    @Test
    void goesOnWhereItStoppedOnceAPersonRetries() {
        fail(new Declined("declined"));
        house.deploy("charge", CHARGE);
        house.start("INV-000017");
        house.runFailingJob();

        house.beans.put("charge", (JavaDelegate) execution -> charges.incrementAndGet());
        house.engine.getManagementService().setJobRetries(house.job().getId(), 1);
        house.engine.getManagementService().executeJob(house.job().getId());

        assertThat(charges).hasValue(2);
        assertThat(house.engine.getRuntimeService().createProcessInstanceQuery().count())
                .isZero();
        assertThat(house.engine.getRuntimeService().createIncidentQuery().count())
                .isZero();
    }

    @Test
    void triesAgainFiveTimesWithinHalfAWorkingDayWhenTheWorldIsBroken() {
        fail(new IllegalStateException("Connection refused"));
        house.deploy("charge", CHARGE);
        house.start("INV-000017");

        for (var wait : new String[] {"PT10S", "PT1M", "PT10M", "PT1H", "PT4H"}) {
            ClockUtil.setCurrentTime(Date.from(Instant.parse("2026-11-22T12:00:00Z")));
            house.runFailingJob();

            assertThat(nextTry())
                    .isEqualTo(Instant.parse("2026-11-22T12:00:00Z").plus(Duration.parse(wait)));
            assertThat(house.incidents).isEmpty();
        }
        house.runFailingJob();

        assertThat(charges).hasValue(6);
        assertThat(house.incidents)
                .containsExactly(new IncidentRaised("INV-000017", "probe", "charge", "Connection refused"));
    }

    @Test
    void honoursTheTasksOwnRetries() {
        fail(new IllegalStateException("Connection refused"));
        house.deploy(
                "charge",
                """
                <serviceTask id='charge' name='Charge' camunda:asyncBefore='true' camunda:delegateExpression='${charge}'>
                  <extensionElements>
                    <camunda:failedJobRetryTimeCycle>R2/PT5M</camunda:failedJobRetryTimeCycle>
                  </extensionElements>
                </serviceTask>
                """);
        house.start("INV-000017");

        house.runFailingJob();
        assertThat(house.job().getRetries()).isEqualTo(1);
        house.runFailingJob();

        assertThat(house.job().getRetries()).isZero();
        assertThat(house.incidents).hasSize(1);
    }

    @Test
    void doesNotGoOnPastARefusalThatTheDiagramDoesNotCatch() {
        house.beans.put("charge", (JavaDelegate) execution -> {
            throw new BpmnError("Unheard", "Nobody listens to this");
        });
        house.deploy("charge", CHARGE);
        house.start("INV-000017");

        house.runFailingJob();

        assertThat(house.job().getExceptionMessage()).contains("Unheard");
        assertThat(house.engine.getRuntimeService().createProcessInstanceQuery().count())
                .isEqualTo(1);
    }

    @Test
    void asksNoSoonerThanTheOtherSystemSaid() {
        ClockUtil.setCurrentTime(Date.from(Instant.parse("2026-11-22T12:00:00Z")));
        fail(new IllegalStateException("Step failed", new Throttled(Instant.parse("2026-11-22T12:00:57Z"))));
        house.deploy("charge", CHARGE);
        house.start("INV-000017");

        house.runFailingJob();

        assertThat(nextTry()).isEqualTo(Instant.parse("2026-11-22T12:00:57Z"));
        assertThat(house.job().getRetries()).isEqualTo(5);
    }

    @Test
    void doesNotHurryBecauseTheOtherSystemIsReadySooner() {
        ClockUtil.setCurrentTime(Date.from(Instant.parse("2026-11-22T12:00:00Z")));
        fail(new Throttled(Instant.parse("2026-11-22T12:00:03Z")));
        house.deploy("charge", CHARGE);
        house.start("INV-000017");

        house.runFailingJob();

        assertThat(nextTry()).isEqualTo(Instant.parse("2026-11-22T12:00:10Z"));
    }

    private Instant nextTry() {
        return house.job().getDuedate().toInstant();
    }

    private void fail(RuntimeException failure) {
        house.beans.put("charge", (JavaDelegate) execution -> {
            charges.incrementAndGet();
            throw failure;
        });
    }

    private static class Throttled extends RuntimeException implements RetryAfter {

        private final transient Instant retryAfter;

        Throttled(Instant retryAfter) {
            super("Rate limit is exceeded");
            this.retryAfter = retryAfter;
        }

        @Override
        public Instant retryAfter() {
            return retryAfter;
        }
    }

    private static class Declined extends RuntimeException implements NotRetryable {

        Declined(String message) {
            super(message);
        }
    }
}
