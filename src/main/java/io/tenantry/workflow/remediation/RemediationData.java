package io.tenantry.workflow.remediation;

import io.tenantry.remediation.CaseOpened;
import io.tenantry.remediation.CaseSteps;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Objects;
import org.camunda.bpm.engine.delegate.DelegateExecution;

/** The variables of {@code remediation.bpmn}: the case's number, and the facts that the table is asked with. */
record RemediationData(DelegateExecution execution) {

    private static final String CASE = "caseNumber";

    static Map<String, Object> startingWith(CaseOpened event) {
        return Map.of(CASE, event.caseNumber());
    }

    String number() {
        return (String) execution.getVariable(CASE);
    }

    /** Only what is not as before is written, for the engine keeps each value that a variable ever had. */
    void looked(CaseSteps.Look look) {
        execution.setVariable("symptomGone", look.over());
        execution.setVariable("caseDueAt", Date.from(look.dueAt()));
        if (look.over()) {
            return;
        }
        look.facts().variables().forEach((fact, value) -> {
            if (!execution.hasVariable(fact) || !Objects.equals(execution.getVariable(fact), value)) {
                execution.setVariable(fact, value);
            }
        });
    }

    /** What the table answered; its row and version are in the engine's history. */
    String cause() {
        return String.valueOf(execution.getVariable("pathCause"));
    }

    void turn(CaseSteps.Turn turn) {
        execution.setVariable("byItself", turn.byItself());
        execution.setVariable("forBilling", turn.role().equals("billing-manager"));
        execution.setVariable("forAdministrator", turn.role().equals("administrator"));
    }

    void lookAgainAt(Instant instant) {
        execution.setVariable("lookAgainAt", Date.from(instant));
    }

    /** Why the fix that was made by itself was refused. */
    String refusal() {
        return String.valueOf(execution.getVariable("fixRefusal"));
    }
}
