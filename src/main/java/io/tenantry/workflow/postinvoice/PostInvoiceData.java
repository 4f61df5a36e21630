package io.tenantry.workflow.postinvoice;

import io.tenantry.decision.PostInvoiceSteps;
import io.tenantry.decision.PostInvoiceSteps.Choice;
import io.tenantry.decision.PostInvoiceSteps.Step;
import io.tenantry.decision.PostInvoiceSteps.Steps;
import io.tenantry.invoicing.InvoiceReleased;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;

/** The variables of {@code post-invoice.bpmn}: the invoice's number, the facts and which step runs. */
record PostInvoiceData(DelegateExecution execution) {

    static Map<String, Object> startingWith(InvoiceReleased event) {
        return Map.of("invoiceNumber", event.invoiceNumber());
    }

    String invoice() {
        return (String) execution.getVariable("invoiceNumber");
    }

    void facts(PostInvoiceSteps.Question facts) {
        execution.setVariables(facts.variables());
    }

    Steps steps() {
        return new Steps(step("pdf"), step("email"), step("accounting"), step("charge"));
    }

    private Step step(String name) {
        return new Step(
                Choice.valueOf((String) execution.getVariable(name)), (String) execution.getVariable(name + "Reason"));
    }
}
