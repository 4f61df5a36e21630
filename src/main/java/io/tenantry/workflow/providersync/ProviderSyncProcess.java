package io.tenantry.workflow.providersync;

import io.tenantry.sync.ProviderSyncRequested;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The door to {@code provider-sync.bpmn}. The listener runs in the publisher's transaction. */
@Component
class ProviderSyncProcess {

    static final String KEY = "provider-sync";

    private final RuntimeService runtime;

    ProviderSyncProcess(RuntimeService runtime) {
        this.runtime = runtime;
    }

    /**
     * By message, because the other start event is the daily timer's, which only requests syncs. Two syncs at a time do no
     * harm: what one adopted the other finds known.
     */
    @EventListener
    void start(ProviderSyncRequested event) {
        runtime.startProcessInstanceByMessage(
                ProviderSyncRequested.class.getSimpleName(), event.syncNumber(), ProviderSyncData.startingWith(event));
    }
}
