package io.tenantry.workflow.providersync;

import io.tenantry.sync.ProviderSyncs;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Picks the tenants of the sync. */
@Component
class SelectTenants implements JavaDelegate {

    private final ProviderSyncs syncs;

    SelectTenants(ProviderSyncs syncs) {
        this.syncs = syncs;
    }

    @Override
    public void execute(DelegateExecution execution) {
        syncs.selectTenants(new ProviderSyncData(execution).sync());
    }
}
