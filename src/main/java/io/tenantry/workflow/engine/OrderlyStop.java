package io.tenantry.workflow.engine;

import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * Ends the jobs before anything they need: no new ones are taken, those that run are finished, and those that were taken
 * but not begun are given back. Without it a job loses its database in the middle and stays locked for minutes, here or
 * for the node that takes over.
 */
class OrderlyStop implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(OrderlyStop.class);

    private final JobExecutor executor;
    private final ThreadPoolTaskExecutor threads;
    private final JdbcClient sql;

    OrderlyStop(JobExecutor executor, ThreadPoolTaskExecutor threads, JdbcClient sql) {
        this.executor = executor;
        this.threads = threads;
        this.sql = sql;
    }

    /** The engine's starter starts the executor when the application is ready. */
    @Override
    public void start() {}

    @Override
    public void stop() {
        executor.shutdown();
        threads.getThreadPoolExecutor().getQueue().clear();
        threads.shutdown();
        if (!threads.getThreadPoolExecutor().isTerminated()) {
            log.warn("Some jobs do not end; they are started again when their locks have run out");
            return;
        }
        var givenBack = sql.sql(
                        """
                        update act_ru_job
                        set lock_owner_ = null, lock_exp_time_ = null
                        where lock_owner_ = :owner
                        """)
                .param("owner", executor.getLockOwner())
                .update();
        log.info("Jobs have ended; {} were given back", givenBack);
    }

    @Override
    public boolean isRunning() {
        return executor.isActive();
    }

    /** First of all. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
