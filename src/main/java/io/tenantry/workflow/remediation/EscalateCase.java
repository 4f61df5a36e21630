package io.tenantry.workflow.remediation;

import io.tenantry.notification.OperationsNotices;
import io.tenantry.remediation.CaseSteps;
import java.util.Objects;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Mails the operations list that a case still waits for a person, once for each person's turn. */
@Component
class EscalateCase implements JavaDelegate {

    private final CaseSteps steps;
    private final OperationsNotices notices;

    EscalateCase(CaseSteps steps, OperationsNotices notices) {
        this.steps = steps;
        this.notices = notices;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var late = steps.escalate(new RemediationData(execution).number());
        notices.send(
                "case-overdue:" + late.number() + ":" + late.dueAt(),
                "Overdue: " + late.number() + " (" + late.title() + " of " + late.subject() + ")",
                """
                %s waits for somebody of the role %s since %s and was due by %s:

                %s

                The case, with its evidence and the fix as a button:
                """
                        .formatted(
                                late.number(),
                                late.role(),
                                late.openedAt(),
                                late.dueAt(),
                                Objects.requireNonNullElse(late.words(), late.seen())),
                "/cases/" + late.number());
    }
}
