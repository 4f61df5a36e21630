package io.tenantry.workflow.providersync;

import io.tenantry.sync.ProviderSyncs;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Opens tonight's syncs. Their processes start in the same transaction, so a repeated job never opens two. */
@Component
class RequestDailySync implements JavaDelegate {

    private final ProviderSyncs syncs;

    RequestDailySync(ProviderSyncs syncs) {
        this.syncs = syncs;
    }

    @Override
    public void execute(DelegateExecution execution) {
        syncs.requestRotation();
    }
}
