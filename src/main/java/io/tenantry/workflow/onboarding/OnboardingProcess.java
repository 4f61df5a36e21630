package io.tenantry.workflow.onboarding;

import io.tenantry.contract.BillingContractCreated;
import io.tenantry.customer.ProviderAccountMapped;
import io.tenantry.customer.TenantDiscovered;
import io.tenantry.shared.BusinessCalendar;
import io.tenantry.workflow.engine.DomainCompletion;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.TaskQuery;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The door to {@code onboarding.bpmn}. Each listener runs in the publisher's transaction. */
@Component
class OnboardingProcess {

    static final String KEY = "onboarding";

    private final RuntimeService runtime;
    private final TaskService tasks;
    private final BusinessCalendar calendar;

    OnboardingProcess(RuntimeService runtime, TaskService tasks, BusinessCalendar calendar) {
        this.runtime = runtime;
        this.tasks = tasks;
        this.calendar = calendar;
    }

    /** The tenant and its process commit together or not at all. */
    @EventListener
    void start(TenantDiscovered event) {
        runtime.startProcessInstanceByKey(
                KEY, event.providerAccountNumber(), OnboardingData.startingWith(event, calendar));
    }

    /** Finds nobody waiting if it was the process itself that matched the account. */
    @EventListener
    void accountMapped(ProviderAccountMapped event) {
        complete(waitingAt("mapProviderAccount").processInstanceBusinessKey(event.providerAccountNumber()));
    }

    /** Whether it is the one that was missing is asked again by the process. */
    @EventListener
    void contractCreated(BillingContractCreated event) {
        complete(waitingAt("setUpBillingContract")
                .processVariableValueEquals(OnboardingData.CUSTOMER, event.customerNumber()));
    }

    private TaskQuery waitingAt(String task) {
        return tasks.createTaskQuery().processDefinitionKey(KEY).taskDefinitionKey(task);
    }

    private void complete(TaskQuery waiting) {
        DomainCompletion.run(() -> waiting.list().forEach(task -> tasks.complete(task.getId())));
    }
}
