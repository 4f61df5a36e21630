package io.tenantry.workflow.providersync;

import io.tenantry.sync.ChunkOutcome;
import io.tenantry.sync.ProviderSyncRequested;
import java.util.Date;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.jspecify.annotations.Nullable;

/** The variables of {@code provider-sync.bpmn}: the sync's number and how far it has come. */
record ProviderSyncData(DelegateExecution execution) {

    private static final String CONTINUATION = "continuation";

    static Map<String, Object> startingWith(ProviderSyncRequested event) {
        return Map.of("syncNumber", event.syncNumber(), "aboutHints", event.aboutHints());
    }

    String sync() {
        return (String) execution.getVariable("syncNumber");
    }

    void newTenantsWanted(boolean wanted) {
        execution.setVariable("newTenantsWanted", wanted);
    }

    /** Where the next page of tenants starts; null for the first. */
    @Nullable
    String continuation() {
        return (String) execution.getVariable(CONTINUATION);
    }

    void continuation(@Nullable String continuation) {
        execution.setVariable(CONTINUATION, continuation);
        execution.setVariable("moreAccounts", continuation != null);
    }

    /** Each lane has its own: lanes that wrote the same row would hold each other up. */
    void chunk(ChunkOutcome outcome) {
        execution.setVariableLocal("tenantsLeft", outcome.left());
        execution.setVariableLocal("pauseNeeded", outcome.notBefore() != null);
        execution.setVariableLocal(
                "providerReadyAt", outcome.notBefore() == null ? null : Date.from(outcome.notBefore()));
    }
}
