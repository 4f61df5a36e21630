package io.tenantry.workflow.billingrun;

import io.tenantry.invoicing.BillingRunRequested;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;

/** The variables of {@code billing-run.bpmn}: the run's number and whether anything is left. */
record BillingRunData(DelegateExecution execution) {

    static Map<String, Object> startingWith(BillingRunRequested event) {
        return Map.of("runNumber", event.runNumber());
    }

    String run() {
        return (String) execution.getVariable("runNumber");
    }

    /** Each lane has its own: lanes that wrote the same row would hold each other up. */
    void contractsLeft(boolean left) {
        execution.setVariableLocal("contractsLeft", left);
    }

    void invoicesLeft(boolean left) {
        execution.setVariable("invoicesLeft", left);
    }

    void postInvoiceBusy(boolean busy) {
        execution.setVariable("postInvoiceBusy", busy);
    }

    void setAside(int contracts) {
        execution.setVariable("setAside", contracts);
    }
}
