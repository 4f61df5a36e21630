package io.tenantry.workflow.change;

import io.tenantry.shared.Conflict;
import io.tenantry.subscription.LicenseChangeRequested;
import io.tenantry.subscription.LicenseChangeRequeued;
import io.tenantry.subscription.LicenseChangeRetried;
import io.tenantry.subscription.LicenseChangeSettled;
import io.tenantry.subscription.LicensesProvisioned;
import io.tenantry.subscription.ScheduledChangeCancelled;
import io.tenantry.subscription.ScheduledChangeEdited;
import io.tenantry.subscription.ScheduledChangeRetried;
import io.tenantry.workflow.engine.DomainCompletion;
import io.tenantry.workflow.engine.StuckSteps;
import java.util.List;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The door to {@code change.bpmn}. Each listener runs in the publisher's transaction. */
@Component
class ChangeProcess {

    static final String KEY = "change";

    private static final Logger LOG = LoggerFactory.getLogger(ChangeProcess.class);

    private final RuntimeService runtime;
    private final TaskService tasks;
    private final ManagementService management;

    ChangeProcess(RuntimeService runtime, TaskService tasks, ManagementService management) {
        this.runtime = runtime;
        this.tasks = tasks;
        this.management = management;
    }

    /** The change and its process commit together or not at all. */
    @EventListener
    void start(LicenseChangeRequested event) {
        runtime.startProcessInstanceByKey(KEY, event.changeNumber(), ChangeData.startingWith(event));
    }

    /** Goes on after a rejection, or starts anew if the process had ended because the change was set aside. */
    @EventListener
    void checkAgain(LicenseChangeRequeued event) {
        if (event.creation()) {
            return;
        }
        if (isRunning(event.changeNumber())) {
            complete("resolveChangeRejection", event.changeNumber());
            return;
        }
        start(new LicenseChangeRequested(event.changeNumber(), event.subscriptionNumber(), false, event.provisionOn()));
    }

    /** The step that stopped gets one more try. */
    @EventListener
    void tryAgain(LicenseChangeRetried event) {
        StuckSteps.tryAgain(
                management,
                runtime.createProcessInstanceQuery()
                        .processDefinitionKey(KEY)
                        .variableValueEquals(ChangeData.CHANGE, event.changeNumber()));
    }

    @EventListener
    void mergeAgain(ScheduledChangeRetried event) {
        complete("resolveMergeFailure", event.changeNumber());
    }

    /**
     * The dates are variables; a timer that waits already is set by them again. A step that is at work right now may
     * have read the old ones: it, or this, is refused and repeated.
     */
    @EventListener
    void moveTimer(ScheduledChangeEdited event) {
        try {
            runtime.createProcessInstanceQuery()
                    .processDefinitionKey(KEY)
                    .variableValueEquals(ChangeData.CHANGE, event.changeNumber())
                    .list()
                    .forEach(instance -> {
                        runtime.setVariables(instance.getId(), ChangeData.movedTo(event));
                        jobsOf(instance.getId()).forEach(job -> lookAgain(job, event.changeNumber()));
                    });
        } catch (ProcessEngineException atWork) {
            // A job that finished meanwhile is told of in as many ways as there are steps of it.
            LOG.info("{} was at work while it was edited: {}", event.changeNumber(), atWork.getMessage());
            throw new Conflict("being-merged", event.changeNumber() + " is at work at this moment; repeat it");
        }
    }

    private List<Job> jobsOf(String instance) {
        return management.createJobQuery().processInstanceId(instance).list();
    }

    /** If its day came while somebody edited it, the step that merges it now would not wait for the new one. */
    private void lookAgain(Job job, String change) {
        if (job.getDuedate() != null) {
            management.recalculateJobDuedate(job.getId(), false);
            return;
        }
        if (stepOf(job).equals("mergeScheduledChange")) {
            throw new Conflict("being-merged", change + " is being merged at this moment; look at it again");
        }
        management.setJobDuedate(job.getId(), ClockUtil.getCurrentTime());
    }

    private String stepOf(Job job) {
        return management
                .createJobDefinitionQuery()
                .jobDefinitionId(job.getJobDefinitionId())
                .singleResult()
                .getActivityId();
    }

    @EventListener
    void end(ScheduledChangeCancelled event) {
        correlate(ScheduledChangeCancelled.class, ChangeData.CHANGE, event.changeNumber());
    }

    /**
     * Later changes that wait for this one look again. If it is set aside while its own process still runs, that ends.
     */
    @EventListener
    void changeSettled(LicenseChangeSettled event) {
        correlate(LicenseChangeSettled.class, ChangeData.CHANGE, event.changeNumber());
        correlate(LicensesProvisioned.class, ChangeData.AWAITED_CHANGE, event.changeNumber());
    }

    private void correlate(Class<?> message, String variable, String change) {
        runtime.createMessageCorrelation(message.getSimpleName())
                .processInstanceVariableEquals(variable, change)
                .correlateAll();
    }

    private boolean isRunning(String change) {
        return runtime.createProcessInstanceQuery()
                        .processDefinitionKey(KEY)
                        .variableValueEquals(ChangeData.CHANGE, change)
                        .count()
                > 0;
    }

    private void complete(String task, String change) {
        DomainCompletion.run(() -> tasks.createTaskQuery()
                .processDefinitionKey(KEY)
                .taskDefinitionKey(task)
                .processVariableValueEquals(ChangeData.CHANGE, change)
                .list()
                .forEach(waiting -> tasks.complete(waiting.getId())));
    }
}
