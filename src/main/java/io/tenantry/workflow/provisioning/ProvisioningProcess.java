package io.tenantry.workflow.provisioning;

import io.tenantry.subscription.LicenseChangeRequeued;
import io.tenantry.subscription.LicenseChangeRetried;
import io.tenantry.subscription.LicenseChangeSettled;
import io.tenantry.subscription.LicensesProvisioned;
import io.tenantry.subscription.StartBroughtForward;
import io.tenantry.subscription.SubscriptionCorrected;
import io.tenantry.subscription.SubscriptionRequested;
import io.tenantry.workflow.engine.DomainCompletion;
import io.tenantry.workflow.engine.StuckSteps;
import java.util.Date;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.TaskQuery;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The door to {@code provisioning.bpmn}. Each listener runs in the publisher's transaction. */
@Component
class ProvisioningProcess {

    static final String KEY = "provisioning";

    private final RuntimeService runtime;
    private final TaskService tasks;
    private final ManagementService management;

    ProvisioningProcess(RuntimeService runtime, TaskService tasks, ManagementService management) {
        this.runtime = runtime;
        this.tasks = tasks;
        this.management = management;
    }

    /** The subscription and its process commit together or not at all. */
    @EventListener
    void start(SubscriptionRequested event) {
        runtime.startProcessInstanceByKey(KEY, event.changeNumber(), ProvisioningData.startingWith(event));
    }

    @EventListener
    void decideAgain(SubscriptionCorrected event) {
        complete(waitingAt("correctSubscription")
                .processVariableValueEquals(ProvisioningData.SUBSCRIPTION, event.subscriptionNumber()));
    }

    /** Goes on after a rejection, or starts anew if the process had ended because the change was set aside. */
    @EventListener
    void orderAgain(LicenseChangeRequeued event) {
        if (!event.creation()) {
            return;
        }
        if (isRunning(event.changeNumber())) {
            complete(waitingAt("resolveRejection").processInstanceBusinessKey(event.changeNumber()));
            return;
        }
        start(new SubscriptionRequested(event.subscriptionNumber(), event.changeNumber(), event.provisionOn()));
    }

    /** The date is a variable; a timer that waits already is set by it again. */
    @EventListener
    void startSooner(StartBroughtForward event) {
        runtime.createProcessInstanceQuery()
                .processDefinitionKey(KEY)
                .processInstanceBusinessKey(event.changeNumber())
                .list()
                .forEach(instance -> {
                    runtime.setVariable(
                            instance.getId(), ProvisioningData.PROVISION_ON, Date.from(event.provisionOn()));
                    management
                            .createJobQuery()
                            .processInstanceId(instance.getId())
                            .timers()
                            .list()
                            .forEach(timer -> management.recalculateJobDuedate(timer.getId(), false));
                });
    }

    /** The step that stopped gets one more try. */
    @EventListener
    void tryAgain(LicenseChangeRetried event) {
        StuckSteps.tryAgain(
                management,
                runtime.createProcessInstanceQuery()
                        .processDefinitionKey(KEY)
                        .processInstanceBusinessKey(event.changeNumber()));
    }

    /**
     * Add-ons that wait for this change look again: it was provisioned, or set aside because it is there already. If it
     * is set aside while its own process still runs, that ends.
     */
    @EventListener
    void changeSettled(LicenseChangeSettled event) {
        runtime.createMessageCorrelation(LicenseChangeSettled.class.getSimpleName())
                .processInstanceBusinessKey(event.changeNumber())
                .processInstanceVariableEquals(ProvisioningData.CHANGE, event.changeNumber())
                .correlateAll();
        runtime.createMessageCorrelation(LicensesProvisioned.class.getSimpleName())
                .processInstanceVariableEquals(ProvisioningData.AWAITED_CHANGE, event.changeNumber())
                .correlateAll();
    }

    private boolean isRunning(String change) {
        return runtime.createProcessInstanceQuery()
                        .processDefinitionKey(KEY)
                        .processInstanceBusinessKey(change)
                        .count()
                > 0;
    }

    private TaskQuery waitingAt(String task) {
        return tasks.createTaskQuery().processDefinitionKey(KEY).taskDefinitionKey(task);
    }

    private void complete(TaskQuery waiting) {
        DomainCompletion.run(() -> waiting.list().forEach(task -> tasks.complete(task.getId())));
    }
}
