package io.tenantry.workflow.onboarding;

import io.tenantry.customer.Customers;
import io.tenantry.subscription.Subscriptions;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Attaches what was adopted to the customer's default contract. */
@Component
class AttachDefaultContract implements JavaDelegate {

    private final Customers customers;
    private final Subscriptions subscriptions;

    AttachDefaultContract(Customers customers, Subscriptions subscriptions) {
        this.customers = customers;
        this.subscriptions = subscriptions;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var customer = customers.get(new OnboardingData(execution).customer());
        subscriptions.attachToDefaultContract(customer.id());
    }
}
