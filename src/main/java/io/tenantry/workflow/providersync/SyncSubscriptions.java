package io.tenantry.workflow.providersync;

import io.tenantry.sync.ProviderSyncs;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Syncs the next tenants, a chunk per job. */
@Component
class SyncSubscriptions implements JavaDelegate {

    private final ProviderSyncs syncs;

    SyncSubscriptions(ProviderSyncs syncs) {
        this.syncs = syncs;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var data = new ProviderSyncData(execution);
        data.chunk(syncs.syncNextChunk(data.sync()));
    }
}
