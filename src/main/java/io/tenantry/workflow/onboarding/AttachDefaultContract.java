package io.tenantry.workflow.onboarding;

import io.tenantry.customer.ProviderAccounts;
import io.tenantry.subscription.Subscriptions;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Attaches what was adopted to the customer's default contract. */
@Component
class AttachDefaultContract implements JavaDelegate {

    private final ProviderAccounts accounts;
    private final Subscriptions subscriptions;

    AttachDefaultContract(ProviderAccounts accounts, Subscriptions subscriptions) {
        this.accounts = accounts;
        this.subscriptions = subscriptions;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var account = accounts.get(new OnboardingData(execution).account());
        subscriptions.attachToDefaultContract(OnboardingData.customerOf(account));
    }
}
