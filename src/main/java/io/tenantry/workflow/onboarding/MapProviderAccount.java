package io.tenantry.workflow.onboarding;

import io.tenantry.customer.ProviderAccounts;
import io.tenantry.workflow.engine.UserTaskCondition;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.springframework.stereotype.Component;

/** The user task is done when the account belongs to a customer. */
@Component
class MapProviderAccount implements UserTaskCondition {

    private final ProviderAccounts accounts;

    MapProviderAccount(ProviderAccounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public String task() {
        return "mapProviderAccount";
    }

    @Override
    public Optional<String> openReason(DelegateTask task) {
        var account = accounts.get(new OnboardingData(task.getExecution()).account());
        return account.customerId() != null
                ? Optional.empty()
                : Optional.of("Provider account " + account.number() + " (" + account.name()
                        + ") belongs to no customer; map it to one.");
    }
}
