package io.tenantry.workflow.onboarding;

import io.tenantry.customer.ProviderAccounts;
import io.tenantry.sync.TenantLooks;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/**
 * Maps the tenant by its e-mail domain, unless a person was faster. One that nobody is found for is asked at the provider
 * under which number it is registered, which may be a customer's tax id.
 */
@Component
class MatchProviderAccount implements JavaDelegate {

    private final ProviderAccounts accounts;
    private final TenantLooks looks;

    MatchProviderAccount(ProviderAccounts accounts, TenantLooks looks) {
        this.accounts = accounts;
        this.looks = looks;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var data = new OnboardingData(execution);
        var found = accounts.matchByDomain(data.account()).isPresent();
        if (!found) {
            looks.identify(accounts.get(data.account()));
        }
        data.customerFound(found);
    }
}
