package io.tenantry.workflow.remediation;

import io.tenantry.remediation.CaseSteps;
import io.tenantry.shared.Refused;
import io.tenantry.workflow.engine.BusinessErrors;
import io.tenantry.workflow.engine.OwnCommand;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Makes the fix by itself, in a transaction of its own, so that nothing of a refused one is left. */
@Component
class ApplyFix implements JavaDelegate {

    private final CaseSteps steps;

    ApplyFix(CaseSteps steps) {
        this.steps = steps;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var data = new RemediationData(execution);
        try {
            OwnCommand.run(() -> steps.fixByItself(data.number()));
            data.lookAgainAt(steps.lookAgainAt(data.number()));
        } catch (Refused refused) {
            throw BusinessErrors.of(new Refused(refused.type(), String.valueOf(refused.getMessage())));
        }
    }
}
