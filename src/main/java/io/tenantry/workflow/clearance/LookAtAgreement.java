package io.tenantry.workflow.clearance;

import io.tenantry.subscription.AgreementLooks;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Asks the provider whether the tenant has accepted its agreement, unless that is known. */
@Component
class LookAtAgreement implements JavaDelegate {

    private final AgreementLooks looks;

    LookAtAgreement(AgreementLooks looks) {
        this.looks = looks;
    }

    @Override
    public void execute(DelegateExecution execution) {
        looks.lookFor(new ClearanceData(execution).change());
    }
}
