package io.tenantry.workflow.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.ScenarioTest;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.camunda.bpm.engine.spring.components.jobexecutor.SpringJobExecutor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

class OrderlyStopIT extends ScenarioTest {

    @Autowired
    private JdbcClient sql;

    private final SpringJobExecutor executor = new SpringJobExecutor();
    private final ThreadPoolTaskExecutor threads = new ThreadPoolTaskExecutor();

    @BeforeEach
    void startOneThread() {
        threads.setCorePoolSize(1);
        threads.setWaitForTasksToCompleteOnShutdown(true);
        threads.setAwaitTerminationSeconds(1);
        threads.initialize();
        insertJob("mine", executor.getLockOwner());
        insertJob("of-another-node", "another-node");
    }

    @AfterEach
    void removeTheJobs() {
        threads.shutdown();
        sql.sql("delete from act_ru_job where id_ in ('mine', 'of-another-node')")
                .update();
    }

    @Test
    void finishesWhatRunsAndGivesBackWhatWasOnlyTaken() {
        var running = new CountDownLatch(1);
        var finished = new AtomicInteger();
        threads.execute(() -> {
            running.countDown();
            pause(300);
            finished.incrementAndGet();
        });
        threads.execute(finished::incrementAndGet);
        await(running);

        new OrderlyStop(executor, threads, sql).stop();

        assertThat(finished).as("the one that ran, not the one that waited").hasValue(1);
        assertThat(lockOf("mine")).isEqualTo("free");
        assertThat(lockOf("of-another-node")).isEqualTo("another-node");
    }

    /** It may still be doing its work: given back, it would be done twice. */
    @Test
    void keepsTheLocksWhileAJobDoesNotEnd() {
        var running = new CountDownLatch(1);
        var end = new CountDownLatch(1);
        threads.execute(() -> {
            running.countDown();
            await(end);
        });
        await(running);

        new OrderlyStop(executor, threads, sql).stop();

        assertThat(lockOf("mine")).isEqualTo(executor.getLockOwner());
        end.countDown();
    }

    private void insertJob(String id, String owner) {
        sql.sql(
                        """
                        insert into act_ru_job (id_, type_, lock_owner_, lock_exp_time_, exclusive_, retries_, suspension_state_)
                        values (:id, 'message', :owner, now() + interval '5 minutes', true, 3, 2)
                        """)
                .param("id", id)
                .param("owner", owner)
                .update();
    }

    private String lockOf(String id) {
        return sql.sql("select coalesce(lock_owner_, 'free') from act_ru_job where id_ = :id")
                .param("id", id)
                .query(String.class)
                .single();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void pause(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
