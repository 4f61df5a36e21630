package io.tenantry.workflow.onboarding;

import io.tenantry.customer.ProviderAccounts;
import io.tenantry.sync.TenantLooks;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Adopts what the tenant has at the provider already. */
@Component
class AdoptSubscriptions implements JavaDelegate {

    private final ProviderAccounts accounts;
    private final TenantLooks looks;

    AdoptSubscriptions(ProviderAccounts accounts, TenantLooks looks) {
        this.accounts = accounts;
        this.looks = looks;
    }

    @Override
    public void execute(DelegateExecution execution) {
        looks.adopt(accounts.get(new OnboardingData(execution).account()));
    }
}
