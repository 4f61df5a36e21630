package io.tenantry.workflow.manualorder;

import io.tenantry.subscription.ManualOrderAnswered;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;

/** The variables of {@code manual-order.bpmn}. */
record ManualOrderData(DelegateExecution execution) {

    static final String CHANGE = "changeNumber";

    static Map<String, Object> answeredBy(ManualOrderAnswered event) {
        return Map.of("done", event.done(), "refusal", event.words());
    }

    String change() {
        return (String) execution.getVariable(CHANGE);
    }
}
