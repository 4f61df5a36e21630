package io.tenantry.workflow.billingrun;

import io.tenantry.invoicing.BillingRuns;
import io.tenantry.shared.BusinessCalendar;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Opens today's run. Its process starts in the same transaction, so a repeated job never opens two. */
@Component
class RequestBillingRun implements JavaDelegate {

    private final BillingRuns runs;
    private final BusinessCalendar calendar;

    RequestBillingRun(BillingRuns runs, BusinessCalendar calendar) {
        this.runs = runs;
        this.calendar = calendar;
    }

    @Override
    public void execute(DelegateExecution execution) {
        runs.request(calendar.today());
    }
}
