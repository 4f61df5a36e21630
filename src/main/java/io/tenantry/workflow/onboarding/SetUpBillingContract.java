package io.tenantry.workflow.onboarding;

import io.tenantry.contract.BillingContracts;
import io.tenantry.customer.ProviderAccounts;
import io.tenantry.workflow.engine.UserTaskCondition;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.springframework.stereotype.Component;

/** The user task is done when exactly one contract of the customer is its default. */
@Component
class SetUpBillingContract implements UserTaskCondition {

    private final ProviderAccounts accounts;
    private final BillingContracts contracts;

    SetUpBillingContract(ProviderAccounts accounts, BillingContracts contracts) {
        this.accounts = accounts;
        this.contracts = contracts;
    }

    @Override
    public String task() {
        return "setUpBillingContract";
    }

    @Override
    public Optional<String> openReason(DelegateTask task) {
        var account = accounts.get(new OnboardingData(task.getExecution()).account());
        return contracts.defaultOf(OnboardingData.customerOf(account)).isPresent()
                ? Optional.empty()
                : Optional.of("Customer " + account.customerNumber()
                        + " has not exactly one default billing contract; create one, or unmark the others.");
    }
}
