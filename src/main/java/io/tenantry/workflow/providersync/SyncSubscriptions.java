package io.tenantry.workflow.providersync;

import io.tenantry.customer.ProviderAccounts;
import io.tenantry.provider.Provider;
import io.tenantry.provider.ProviderRejected;
import io.tenantry.workflow.TenantSubscriptions;
import io.tenantry.workflow.engine.BusinessErrors;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/**
 * Adopts what the next mapped tenant has at the provider. Each tenant is a job of its own: one that fails is retried
 * alone, and the sync goes on where it stood.
 */
@Component
class SyncSubscriptions implements JavaDelegate {

    private final Provider provider;
    private final ProviderAccounts accounts;
    private final TenantSubscriptions tenants;

    SyncSubscriptions(Provider provider, ProviderAccounts accounts, TenantSubscriptions tenants) {
        this.provider = provider;
        this.accounts = accounts;
        this.tenants = tenants;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var data = new ProviderSyncData(execution);
        var next = accounts.nextMapped(provider.name(), data.lastTenant());
        data.tenant(next);
        try {
            next.ifPresent(tenants::adopt);
        } catch (ProviderRejected rejected) {
            throw BusinessErrors.of(rejected);
        }
    }
}
