package io.tenantry.workflow.changelogrun;

import io.tenantry.invoicing.BillingRuns;
import io.tenantry.shared.BusinessCalendar;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Opens today's run over the contracts that are to be looked at for changes within their cycles. */
@Component
class RequestChangeLogRun implements JavaDelegate {

    private final BillingRuns runs;
    private final BusinessCalendar calendar;

    RequestChangeLogRun(BillingRuns runs, BusinessCalendar calendar) {
        this.runs = runs;
        this.calendar = calendar;
    }

    @Override
    public void execute(DelegateExecution execution) {
        runs.requestChangeLogs(calendar.today());
    }
}
