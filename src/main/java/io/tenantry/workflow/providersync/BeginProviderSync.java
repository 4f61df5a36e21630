package io.tenantry.workflow.providersync;

import io.tenantry.sync.ProviderSyncs;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Marks the sync as begun. */
@Component
class BeginProviderSync implements JavaDelegate {

    private final ProviderSyncs syncs;

    BeginProviderSync(ProviderSyncs syncs) {
        this.syncs = syncs;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var data = new ProviderSyncData(execution);
        data.newTenantsWanted(syncs.begin(data.sync()));
    }
}
