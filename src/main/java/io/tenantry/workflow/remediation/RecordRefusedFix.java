package io.tenantry.workflow.remediation;

import io.tenantry.remediation.CaseSteps;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Keeps why the fix was refused; a person's turn is next. */
@Component
class RecordRefusedFix implements JavaDelegate {

    private final CaseSteps steps;

    RecordRefusedFix(CaseSteps steps) {
        this.steps = steps;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var data = new RemediationData(execution);
        data.turn(steps.refused(data.number(), data.refusal()));
    }
}
