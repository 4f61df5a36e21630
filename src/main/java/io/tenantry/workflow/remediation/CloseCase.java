package io.tenantry.workflow.remediation;

import io.tenantry.remediation.CaseSteps;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Closes the case whose symptom is gone. */
@Component
class CloseCase implements JavaDelegate {

    private final CaseSteps steps;

    CloseCase(CaseSteps steps) {
        this.steps = steps;
    }

    @Override
    public void execute(DelegateExecution execution) {
        steps.close(new RemediationData(execution).number());
    }
}
