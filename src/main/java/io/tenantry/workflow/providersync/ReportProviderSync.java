package io.tenantry.workflow.providersync;

import io.tenantry.sync.ProviderSyncs;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Mails operations how the sync went. */
@Component
class ReportProviderSync implements JavaDelegate {

    private final ProviderSyncs syncs;

    ReportProviderSync(ProviderSyncs syncs) {
        this.syncs = syncs;
    }

    @Override
    public void execute(DelegateExecution execution) {
        syncs.report(new ProviderSyncData(execution).sync());
    }
}
