package io.tenantry.workflow.providersync;

import io.tenantry.customer.ProviderAccounts;
import io.tenantry.notification.OperationsNotices;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Tells operations which tenant the provider refused during this sync. */
@Component
class ReportRejectedTenant implements JavaDelegate {

    private final ProviderAccounts accounts;
    private final OperationsNotices notices;

    ReportRejectedTenant(ProviderAccounts accounts, OperationsNotices notices) {
        this.accounts = accounts;
        this.notices = notices;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var data = new ProviderSyncData(execution);
        var tenant = accounts.get(data.lastTenant());
        notices.send(
                "tenant-rejected:" + data.instance() + ":" + tenant.number(),
                "The provider refused tenant " + tenant.name(),
                """
                The subscriptions of tenant %s (%s, %s) could not be synced.

                %s said: %s

                The sync went on with the other tenants. Check the reseller relationship of this one.
                """
                        .formatted(
                                tenant.name(), tenant.domain(), tenant.number(), tenant.provider(), data.rejection()));
    }
}
