package io.tenantry.workflow.clearance;

import io.tenantry.subscription.ClearanceGiven;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The door to {@code clearance.bpmn}; change and provisioning call it. Runs in the publisher's transaction. */
@Component
class ClearanceProcess {

    static final String KEY = "clearance";

    private final RuntimeService runtime;

    ClearanceProcess(RuntimeService runtime) {
        this.runtime = runtime;
    }

    /** Finds nobody waiting if the change has not asked yet. */
    @EventListener
    void lookAgain(ClearanceGiven event) {
        runtime.createMessageCorrelation(ClearanceGiven.class.getSimpleName())
                .processInstanceVariableEquals(ClearanceData.CHANGE, event.changeNumber())
                .correlateAll();
    }
}
