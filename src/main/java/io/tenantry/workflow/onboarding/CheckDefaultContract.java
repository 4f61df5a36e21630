package io.tenantry.workflow.onboarding;

import io.tenantry.contract.BillingContracts;
import io.tenantry.customer.Customers;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Asks whether the customer has exactly one default contract. */
@Component
class CheckDefaultContract implements JavaDelegate {

    private final Customers customers;
    private final BillingContracts contracts;

    CheckDefaultContract(Customers customers, BillingContracts contracts) {
        this.customers = customers;
        this.contracts = contracts;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var data = new OnboardingData(execution);
        var customer = customers.get(data.customer());
        data.defaultContract(contracts.defaultOf(customer.id()).isPresent());
    }
}
