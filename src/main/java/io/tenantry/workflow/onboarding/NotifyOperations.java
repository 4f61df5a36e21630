package io.tenantry.workflow.onboarding;

import io.tenantry.customer.ProviderAccounts;
import io.tenantry.notification.OperationsNotices;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Mails the operations list that a tenant was discovered, once. Provisioning best practices §1. */
@Component
class NotifyOperations implements JavaDelegate {

    private final ProviderAccounts accounts;
    private final OperationsNotices notices;

    NotifyOperations(ProviderAccounts accounts, OperationsNotices notices) {
        this.accounts = accounts;
        this.notices = notices;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var account = accounts.get(new OnboardingData(execution).account());
        notices.send(
                "tenant-discovered:" + account.number(),
                "Notification for new Provider Account: " + account.name(),
                """
                A tenant accepted us as its reseller.

                Provider account: %s
                Name: %s
                Domain: %s
                Tenant id: %s
                Provider: %s

                If it is not matched by its e-mail domain, map it today: until then nothing of it can be
                provisioned or billed.
                """
                        .formatted(
                                account.number(),
                                account.name(),
                                account.domain(),
                                account.tenantId(),
                                account.provider()),
                "/provider-accounts/" + account.number());
    }
}
