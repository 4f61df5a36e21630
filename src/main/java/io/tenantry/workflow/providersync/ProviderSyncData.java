package io.tenantry.workflow.providersync;

import io.tenantry.customer.ProviderAccountView;
import java.util.Objects;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.jspecify.annotations.Nullable;

/** The variables of {@code provider-sync.bpmn}: how far the sync has come. */
record ProviderSyncData(DelegateExecution execution) {

    private static final String CONTINUATION = "continuation";
    private static final String LAST_TENANT = "lastTenant";

    /** Where the next page of tenants starts; null for the first. */
    @Nullable
    String continuation() {
        return (String) execution.getVariable(CONTINUATION);
    }

    void continuation(@Nullable String continuation) {
        execution.setVariable(CONTINUATION, continuation);
        execution.setVariable("moreAccounts", continuation != null);
    }

    /** Number of the tenant that was last worked on; empty before the first. */
    String lastTenant() {
        return Objects.requireNonNullElse((String) execution.getVariable(LAST_TENANT), "");
    }

    void tenant(Optional<ProviderAccountView> tenant) {
        tenant.ifPresent(account -> execution.setVariable(LAST_TENANT, account.number()));
        execution.setVariable("moreTenants", tenant.isPresent());
    }

    /** Names the sync and is the same when its job is repeated. */
    String instance() {
        return execution.getProcessInstanceId();
    }

    /** The provider's words. */
    String rejection() {
        return (String) execution.getVariable("rejection");
    }
}
