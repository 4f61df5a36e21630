package io.tenantry.workflow.onboarding;

import io.tenantry.contract.BillingContracts;
import io.tenantry.customer.ProviderAccounts;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Asks whether the tenant's customer has exactly one default contract. */
@Component
class CheckDefaultContract implements JavaDelegate {

    private final ProviderAccounts accounts;
    private final BillingContracts contracts;

    CheckDefaultContract(ProviderAccounts accounts, BillingContracts contracts) {
        this.accounts = accounts;
        this.contracts = contracts;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var data = new OnboardingData(execution);
        var account = accounts.get(data.account());
        data.customer(account.customerNumber());
        data.defaultContract(
                contracts.defaultOf(OnboardingData.customerOf(account)).isPresent());
    }
}
