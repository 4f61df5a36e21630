package io.tenantry.workflow.termday;

import io.tenantry.subscription.Terms;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Rolls on the terms that ended and renew. */
@Component
class RollTermsOn implements JavaDelegate {

    private final Terms terms;

    RollTermsOn(Terms terms) {
        this.terms = terms;
    }

    @Override
    public void execute(DelegateExecution execution) {
        terms.rollOn();
    }
}
