package io.tenantry.workflow.providersync;

import io.tenantry.sync.ProviderSyncs;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Marks the sync as finished. */
@Component
class CloseProviderSync implements JavaDelegate {

    private final ProviderSyncs syncs;

    CloseProviderSync(ProviderSyncs syncs) {
        this.syncs = syncs;
    }

    @Override
    public void execute(DelegateExecution execution) {
        syncs.finish(new ProviderSyncData(execution).sync());
    }
}
