package io.tenantry.workflow.manualorder;

import io.tenantry.subscription.ManualOrderAnswered;
import io.tenantry.workflow.engine.DomainCompletion;
import org.camunda.bpm.engine.TaskService;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The door to {@code manual-order.bpmn}; change and provisioning call it. Runs in the publisher's transaction. */
@Component
class ManualOrderProcess {

    static final String KEY = "manual-order";

    private final TaskService tasks;

    ManualOrderProcess(TaskService tasks) {
        this.tasks = tasks;
    }

    /** The answer and the step after it commit together or not at all. */
    @EventListener
    void answered(ManualOrderAnswered event) {
        DomainCompletion.run(() -> tasks.createTaskQuery()
                .processDefinitionKey(KEY)
                .taskDefinitionKey("confirmAtProvider")
                .processVariableValueEquals(ManualOrderData.CHANGE, event.changeNumber())
                .list()
                .forEach(waiting -> tasks.complete(waiting.getId(), ManualOrderData.answeredBy(event))));
    }
}
