package io.tenantry.workflow.onboarding;

import io.tenantry.customer.ProviderAccounts;
import io.tenantry.workflow.TenantSubscriptions;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Adopts what the tenant has at the provider already. */
@Component
class AdoptSubscriptions implements JavaDelegate {

    private final ProviderAccounts accounts;
    private final TenantSubscriptions tenants;

    AdoptSubscriptions(ProviderAccounts accounts, TenantSubscriptions tenants) {
        this.accounts = accounts;
        this.tenants = tenants;
    }

    @Override
    public void execute(DelegateExecution execution) {
        tenants.adopt(accounts.get(new OnboardingData(execution).account()));
    }
}
