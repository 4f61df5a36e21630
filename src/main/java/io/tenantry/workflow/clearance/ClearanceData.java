package io.tenantry.workflow.clearance;

import io.tenantry.subscription.ProviderCheck;
import java.time.Instant;
import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;

/** The variables of {@code clearance.bpmn}. Who calls it reads back of what kind the provider is. */
record ClearanceData(DelegateExecution execution) {

    static final String CHANGE = "changeNumber";

    String change() {
        return (String) execution.getVariable(CHANGE);
    }

    void clearance(ProviderCheck check, Instant lookAgainAt) {
        execution.setVariable("clearance", check.verdict().name());
        execution.setVariable("refusal", check.words());
        execution.setVariable("lookAgainAt", Date.from(lookAgainAt));
        execution.setVariable("providerKind", check.kind().name());
        execution.setVariable("nothingToDo", check.hasNothingToDo());
    }
}
