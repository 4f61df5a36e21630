package io.tenantry.workflow.remediation;

import io.tenantry.remediation.CaseSteps;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Looks up all that is known about the case, and whether its symptom is still there. */
@Component
class GatherEvidence implements JavaDelegate {

    private final CaseSteps steps;

    GatherEvidence(CaseSteps steps) {
        this.steps = steps;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var data = new RemediationData(execution);
        data.looked(steps.gather(data.number()));
    }
}
