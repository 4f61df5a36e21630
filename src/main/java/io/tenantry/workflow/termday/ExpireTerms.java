package io.tenantry.workflow.termday;

import io.tenantry.subscription.Terms;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Ends the subscriptions whose term ended and does not renew. */
@Component
class ExpireTerms implements JavaDelegate {

    private final Terms terms;

    ExpireTerms(Terms terms) {
        this.terms = terms;
    }

    @Override
    public void execute(DelegateExecution execution) {
        terms.expire();
    }
}
