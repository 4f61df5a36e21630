package io.tenantry.workflow.engine;

import io.tenantry.shared.TimeMachine;
import java.time.Duration;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Keeps the engine's clock with the application's: timers fall due when our time says so. */
@Component
class EngineClock implements InitializingBean, DisposableBean {

    private final TimeMachine time;
    private final ObjectProvider<JobExecutor> jobExecutor;

    EngineClock(TimeMachine time, ObjectProvider<JobExecutor> jobExecutor) {
        this.time = time;
        this.jobExecutor = jobExecutor;
    }

    @Override
    public void afterPropertiesSet() {
        follow(time.offset());
    }

    @EventListener
    void follow(TimeMachine.Moved moved) {
        follow(moved.offset());
        jobExecutor.ifAvailable(EngineClock::lookForDueJobs);
    }

    private static void follow(Duration offset) {
        ClockUtil.offset(offset.toMillis());
    }

    private static void lookForDueJobs(JobExecutor executor) {
        if (executor.isActive()) {
            executor.jobWasAdded();
        }
    }

    /** The engine's clock is the process's, not the application context's. */
    @Override
    public void destroy() {
        ClockUtil.reset();
    }
}
