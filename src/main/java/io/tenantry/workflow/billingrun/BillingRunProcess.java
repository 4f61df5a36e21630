package io.tenantry.workflow.billingrun;

import io.tenantry.invoicing.BillingRunRequested;
import io.tenantry.invoicing.BillingRunReviewed;
import io.tenantry.workflow.engine.DomainCompletion;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The door to {@code billing-run.bpmn}. Each listener runs in the publisher's transaction. */
@Component
class BillingRunProcess {

    static final String KEY = "billing-run";

    private final RuntimeService runtime;
    private final TaskService tasks;

    BillingRunProcess(RuntimeService runtime, TaskService tasks) {
        this.runtime = runtime;
        this.tasks = tasks;
    }

    /** By message, because the other start event is the daily timer's, which only requests a run. */
    @EventListener
    void start(BillingRunRequested event) {
        runtime.startProcessInstanceByMessage(
                BillingRunRequested.class.getSimpleName(), event.runNumber(), BillingRunData.startingWith(event));
    }

    @EventListener
    void close(BillingRunReviewed event) {
        DomainCompletion.run(() -> tasks.createTaskQuery()
                .processDefinitionKey(KEY)
                .taskDefinitionKey("reviewContractsSetAside")
                .processInstanceBusinessKey(event.runNumber())
                .list()
                .forEach(task -> tasks.complete(task.getId())));
    }
}
