package io.tenantry.workflow.linkedorder;

import io.tenantry.subscription.LinkedParentDecided;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The door to {@code linked-order.bpmn}; change and provisioning call it. Runs in the publisher's transaction. */
@Component
class LinkedOrderProcess {

    static final String KEY = "linked-order";

    private final RuntimeService runtime;

    LinkedOrderProcess(RuntimeService runtime) {
        this.runtime = runtime;
    }

    @EventListener
    void parentDecided(LinkedParentDecided event) {
        runtime.createMessageCorrelation(LinkedParentDecided.class.getSimpleName())
                .processInstanceVariableEquals(LinkedOrderData.CHILD_CHANGE, event.changeNumber())
                .correlateAll();
    }
}
