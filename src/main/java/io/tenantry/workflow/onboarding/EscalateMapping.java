package io.tenantry.workflow.onboarding;

import io.tenantry.customer.ProviderAccounts;
import io.tenantry.notification.OperationsNotices;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Notes that a tenant was not mapped on its day, and mails the operations list, once. */
@Component
class EscalateMapping implements JavaDelegate {

    private final ProviderAccounts accounts;
    private final OperationsNotices notices;

    EscalateMapping(ProviderAccounts accounts, OperationsNotices notices) {
        this.accounts = accounts;
        this.notices = notices;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var account = accounts.get(new OnboardingData(execution).account());
        accounts.overdue(account.number());
        notices.send(
                "mapping-overdue:" + account.number(),
                "Overdue: provider account " + account.name() + " is not mapped",
                """
                Provider account %s (%s, %s) was discovered on %s and still belongs to no customer.

                Until it is mapped its subscriptions have no billing contract and cannot be invoiced. Map it to its
                customer, or create the customer first. Whose it may be is suggested here:
                """
                        .formatted(account.number(), account.name(), account.domain(), account.discoveredAt()),
                "/provider-accounts/" + account.number());
    }
}
