package io.tenantry.workflow.billingrun;

import io.tenantry.invoicing.BillingRuns;
import java.time.Clock;
import java.time.LocalDate;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Opens today's run. Its process starts in the same transaction, so a repeated job never opens two. */
@Component
class RequestBillingRun implements JavaDelegate {

    private final BillingRuns runs;
    private final Clock clock;

    RequestBillingRun(BillingRuns runs, Clock clock) {
        this.runs = runs;
        this.clock = clock;
    }

    @Override
    public void execute(DelegateExecution execution) {
        runs.request(LocalDate.now(clock));
    }
}
