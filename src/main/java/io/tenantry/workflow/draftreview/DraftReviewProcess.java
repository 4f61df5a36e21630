package io.tenantry.workflow.draftreview;

import io.tenantry.invoicing.DraftsHeld;
import io.tenantry.invoicing.DraftsSettled;
import io.tenantry.invoicing.WriteInsSettled;
import io.tenantry.workflow.engine.DomainCompletion;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The door to {@code draft-review.bpmn}. Each listener runs in the publisher's transaction, which holds the contract: so
 * there is one review of a contract at a time, and none waits for drafts that are settled.
 */
@Component
class DraftReviewProcess {

    static final String KEY = "draft-review";

    private final RuntimeService runtime;
    private final TaskService tasks;

    DraftReviewProcess(RuntimeService runtime, TaskService tasks) {
        this.runtime = runtime;
        this.tasks = tasks;
    }

    /** A review that is open already sees the new drafts too. */
    @EventListener
    void start(DraftsHeld event) {
        var open = runtime.createProcessInstanceQuery()
                .processDefinitionKey(KEY)
                .processInstanceBusinessKey(event.contractNumber())
                .count();
        if (open == 0) {
            runtime.startProcessInstanceByKey(KEY, event.contractNumber(), DraftReviewData.startingWith(event));
        }
    }

    /** What else is held is looked at again by the process. */
    @EventListener
    void writeInsSettled(WriteInsSettled event) {
        complete("reviewWriteIn", event.contractNumber());
    }

    @EventListener
    void draftsSettled(DraftsSettled event) {
        complete("reviewCatchUp", event.contractNumber());
        complete("reviewWriteIn", event.contractNumber());
    }

    private void complete(String task, String contract) {
        DomainCompletion.run(() -> tasks.createTaskQuery()
                .processDefinitionKey(KEY)
                .taskDefinitionKey(task)
                .processInstanceBusinessKey(contract)
                .list()
                .forEach(waiting -> tasks.complete(waiting.getId())));
    }
}
