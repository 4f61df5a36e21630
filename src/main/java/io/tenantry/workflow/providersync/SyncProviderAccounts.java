package io.tenantry.workflow.providersync;

import io.tenantry.sync.ProviderSyncs;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Reads one page of the provider's tenants and keeps the new ones. */
@Component
class SyncProviderAccounts implements JavaDelegate {

    private final ProviderSyncs syncs;

    SyncProviderAccounts(ProviderSyncs syncs) {
        this.syncs = syncs;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var data = new ProviderSyncData(execution);
        data.continuation(syncs.readAccounts(data.sync(), data.continuation()));
    }
}
