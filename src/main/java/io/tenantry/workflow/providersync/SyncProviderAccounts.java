package io.tenantry.workflow.providersync;

import io.tenantry.customer.ProviderAccounts;
import io.tenantry.customer.TenantFound;
import io.tenantry.provider.Provider;
import io.tenantry.provider.ProviderAccountData;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Reads one page of the provider's tenants and keeps the new ones. */
@Component
class SyncProviderAccounts implements JavaDelegate {

    private final Provider provider;
    private final ProviderAccounts accounts;

    SyncProviderAccounts(Provider provider, ProviderAccounts accounts) {
        this.provider = provider;
        this.accounts = accounts;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var data = new ProviderSyncData(execution);
        var page = provider.accounts(data.continuation());
        accounts.record(page.accounts().stream().map(this::found).toList());
        data.continuation(page.continuation());
    }

    private TenantFound found(ProviderAccountData account) {
        return new TenantFound(provider.name(), account.tenantId(), account.name(), account.domain());
    }
}
