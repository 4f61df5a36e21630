package io.tenantry.workflow.onboarding;

import io.tenantry.customer.ProviderAccountView;
import io.tenantry.customer.TenantDiscovered;
import io.tenantry.shared.BusinessCalendar;
import java.util.Date;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.jspecify.annotations.Nullable;

/** The variables of {@code onboarding.bpmn}: numbers and routing facts, never entities. */
record OnboardingData(DelegateExecution execution) {

    static final String CUSTOMER = "customerNumber";

    private static final String ACCOUNT = "providerAccountNumber";

    /** A tenant is to be mapped on the day it was discovered. Provisioning best practices §1. */
    static Map<String, Object> startingWith(TenantDiscovered event, BusinessCalendar calendar) {
        var endOfDay = calendar.endOf(calendar.today());
        return Map.of(ACCOUNT, event.providerAccountNumber(), "mappingDueAt", Date.from(endOfDay));
    }

    static UUID customerOf(ProviderAccountView account) {
        return Objects.requireNonNull(
                account.customerId(),
                () -> "Provider account " + account.number() + " belongs to no customer; map it to one and retry");
    }

    String account() {
        return (String) execution.getVariable(ACCOUNT);
    }

    void customerFound(boolean found) {
        execution.setVariable("customerFound", found);
    }

    void customer(@Nullable String number) {
        execution.setVariable(CUSTOMER, number);
    }

    void defaultContract(boolean exactlyOne) {
        execution.setVariable("defaultContract", exactlyOne);
    }
}
