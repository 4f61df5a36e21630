package io.tenantry.workflow.providersync;

import io.tenantry.sync.ProviderSyncs;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Opens a finding for each gap of what came from providers, and closes those that are gone. */
@Component
class ValidateSubscriptions implements JavaDelegate {

    private final ProviderSyncs syncs;

    ValidateSubscriptions(ProviderSyncs syncs) {
        this.syncs = syncs;
    }

    @Override
    public void execute(DelegateExecution execution) {
        syncs.validate(new ProviderSyncData(execution).sync());
    }
}
