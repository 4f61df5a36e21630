package io.tenantry.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.shared.Refused;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.RepeatedTest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Two people edit a scheduled change while the process merges it. Whoever wins, it is merged once, with the last values
 * that were accepted and not before their day; and who lost is told so.
 */
class ScheduledEditRaceIT extends LedgerScenario {

    private static final Logger log = LoggerFactory.getLogger(ScheduledEditRaceIT.class);
    private static final int SEATS = 10;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private ManagementService management;

    @Autowired
    private TransactionTemplate transaction;

    @RepeatedTest(8)
    void whoeverWinsItIsMergedOnceWithWhatWasAcceptedLast() throws Exception {
        var subscription = tenProvisionedSeats();
        var scheduled = changes.request(
                        ChangeCommand.quantity(subscription, 12, "Grows").on(day(5)))
                .changeNumber();
        runJobs();

        var edited = race(
                () -> merge(scheduled, day(5)), () -> edit(scheduled, day(9), 3), () -> edit(scheduled, day(12), 4));

        assertThat(edited).as("one edit overwrites no other").hasSizeLessThanOrEqualTo(1);
        if (view(scheduled).status() == ScheduledStatus.PENDING) {
            assertThat(edited).as("only an edit keeps it from being merged").hasSize(1);
            assertThat(timerOf(scheduled))
                    .isEqualTo(fiveMinutesPast(view(scheduled).effectiveDate()));
            merge(scheduled, view(scheduled).effectiveDate());
        }

        var merged = view(scheduled);
        assertThat(merged.status()).isEqualTo(ScheduledStatus.ARCHIVED);
        assertThat(edited)
                .allSatisfy(delta -> assertThat(merged.quantityDelta()).isEqualTo(delta));
        assertThat(changes.ledger(subscription)).hasSize(2).last().satisfies(change -> {
            assertThat(change.quantityDelta()).isEqualTo(merged.quantityDelta());
            assertThat(change.effectiveDate()).isEqualTo(merged.effectiveDate());
        });
        assertThat(subscriptions.get(subscription).quantity()).isEqualTo(SEATS + merged.quantityDelta());
    }

    /** @return the deltas of the edits that were accepted */
    private List<Integer> race(Callable<Boolean> merge, Callable<Boolean> three, Callable<Boolean> four)
            throws Exception {
        var start = new CyclicBarrier(3);
        var together = Executors.newFixedThreadPool(3);
        try {
            var merging = together.submit(at(start, merge));
            var first = together.submit(at(start, three));
            var second = together.submit(at(start, four));
            merging.get(60, TimeUnit.SECONDS);
            return List.of(accepted(first, 3), accepted(second, 4)).stream()
                    .filter(delta -> delta > 0)
                    .toList();
        } finally {
            together.shutdownNow();
        }
    }

    private static <T> Callable<T> at(CyclicBarrier start, Callable<T> act) {
        return () -> {
            start.await(30, TimeUnit.SECONDS);
            return act.call();
        };
    }

    private static int accepted(Future<Boolean> edit, int delta) throws Exception {
        return edit.get(60, TimeUnit.SECONDS) ? delta : 0;
    }

    /** Whoever loses is refused in words: it was changed, is being merged, or is merged already. */
    private boolean edit(String scheduled, LocalDate day, int delta) {
        try {
            scheduledChanges.edit(scheduled, new ScheduledChangeEdit(delta, null, day, null, null, "Moved", 0L));
            return true;
        } catch (Refused lost) {
            assertThat(lost.getMessage()).contains(scheduled);
            return false;
        }
    }

    /** As the job executor does once {@code day} has come: the timer, and then the merge. */
    private boolean merge(String scheduled, LocalDate day) {
        for (var step = 0; step < 2; step++) {
            for (var job : jobsOf(scheduled)) {
                execute(job, day);
            }
        }
        return view(scheduled).status() == ScheduledStatus.ARCHIVED;
    }

    /** A job is acquired before it is executed: its due date can be moved no more, or it was moved and it is not due. */
    private void execute(Job job, LocalDate day) {
        try {
            transaction.executeWithoutResult(status -> {
                var acquired = jdbc.sql("select duedate_ from act_ru_job where id_ = :id for update")
                        .param("id", job.getId())
                        .query((row, index) -> Optional.ofNullable(row.getTimestamp("duedate_")))
                        .optional();
                if (acquired.isPresent()
                        && acquired.get()
                                .map(due -> due.toInstant().toString().equals(fiveMinutesPast(day)))
                                .orElse(true)) {
                    management.executeJob(job.getId());
                }
            });
        } catch (RuntimeException overtaken) {
            log.info("{} was overtaken, as a job may be: {}", job.getId(), overtaken.toString());
        }
    }

    private List<Job> jobsOf(String scheduled) {
        var instance = runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(scheduled)
                .singleResult();
        return instance == null || view(scheduled).status() != ScheduledStatus.PENDING
                ? List.of()
                : management
                        .createJobQuery()
                        .processInstanceId(instance.getId())
                        .list();
    }

    private ScheduledChangeView view(String number) {
        return scheduledChanges.get(number).change();
    }

    private LocalDate day(int ahead) {
        return today().plusDays(ahead);
    }

    private String timerOf(String scheduled) {
        return jobsOf(scheduled).stream()
                .map(Job::getDuedate)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow()
                .toInstant()
                .toString();
    }

    private static String fiveMinutesPast(LocalDate day) {
        return day.atTime(0, 5).toInstant(ZoneOffset.UTC).toString();
    }
}
