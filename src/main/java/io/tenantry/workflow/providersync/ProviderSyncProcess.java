package io.tenantry.workflow.providersync;

import io.tenantry.provider.ProviderSyncRequested;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The door to {@code provider-sync.bpmn} for those who do not want to wait for the daily one. */
@Component
class ProviderSyncProcess {

    static final String KEY = "provider-sync";

    private final RuntimeService runtime;

    ProviderSyncProcess(RuntimeService runtime) {
        this.runtime = runtime;
    }

    /** Runs in the publisher's transaction. Two syncs at a time do no harm: what one adopted the other finds known. */
    @EventListener
    void start(ProviderSyncRequested event) {
        runtime.startProcessInstanceByMessage(ProviderSyncRequested.class.getSimpleName(), event.syncNumber());
    }
}
