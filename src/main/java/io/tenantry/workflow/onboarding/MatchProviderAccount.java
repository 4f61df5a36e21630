package io.tenantry.workflow.onboarding;

import io.tenantry.customer.ProviderAccounts;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Maps the tenant by its e-mail domain, unless a person was faster. */
@Component
class MatchProviderAccount implements JavaDelegate {

    private final ProviderAccounts accounts;

    MatchProviderAccount(ProviderAccounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var data = new OnboardingData(execution);
        data.customerFound(accounts.matchByDomain(data.account()).isPresent());
    }
}
