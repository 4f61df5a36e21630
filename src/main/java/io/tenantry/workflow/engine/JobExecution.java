package io.tenantry.workflow.engine;

import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.camunda.bpm.spring.boot.starter.property.CamundaBpmProperties;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/** The threads that run jobs, and how they end: see {@link OrderlyStop}. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(prefix = "camunda.bpm.job-execution", name = "enabled", matchIfMissing = true)
class JobExecution {

    private static final int PATIENCE_SECONDS = 30;

    /** By this name the engine finds its threads. */
    @Bean
    static ThreadPoolTaskExecutor camundaTaskExecutor(CamundaBpmProperties properties) {
        var settings = properties.getJobExecution();
        var threads = new ThreadPoolTaskExecutor();
        threads.setThreadNamePrefix("job-");
        threads.setCorePoolSize(settings.getCorePoolSize());
        threads.setMaxPoolSize(settings.getMaxPoolSize());
        threads.setQueueCapacity(settings.getQueueCapacity());
        threads.setWaitForTasksToCompleteOnShutdown(true);
        threads.setAwaitTerminationSeconds(PATIENCE_SECONDS);
        // OrderlyStop ends them; Spring must neither close them before nor pause them meanwhile.
        threads.setAcceptTasksAfterContextClose(true);
        threads.setPhase(0);
        return threads;
    }

    @Bean
    static OrderlyStop orderlyStop(JobExecutor executor, ThreadPoolTaskExecutor camundaTaskExecutor, JdbcClient sql) {
        return new OrderlyStop(executor, camundaTaskExecutor, sql);
    }
}
