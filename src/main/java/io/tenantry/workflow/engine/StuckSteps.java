package io.tenantry.workflow.engine;

import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstanceQuery;

/** Gives the steps of a process that stopped after all their tries one more, now. The doors to the processes use it. */
public final class StuckSteps {

    private StuckSteps() {}

    /** Their incidents go at once; whether the try helped shows in the process. What still has tries left is left alone. */
    public static void tryAgain(ManagementService management, ProcessInstanceQuery which) {
        which.list().stream()
                .flatMap(instance ->
                        management.createJobQuery().processInstanceId(instance.getId()).noRetriesLeft().list().stream())
                .map(Job::getId)
                .forEach(job -> management
                        .setJobRetries(1)
                        .jobId(job)
                        .dueDate(ClockUtil.getCurrentTime())
                        .execute());
    }
}
