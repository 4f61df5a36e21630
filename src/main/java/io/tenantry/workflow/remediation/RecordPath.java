package io.tenantry.workflow.remediation;

import io.tenantry.decision.RemediationPath;
import io.tenantry.remediation.CaseSteps;
import io.tenantry.remediation.Path;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Keeps what the table answered, with its row and version, and tells whose turn it is. */
@Component
class RecordPath implements JavaDelegate {

    private final RemediationPath table;
    private final CaseSteps steps;

    RecordPath(RemediationPath table, CaseSteps steps) {
        this.table = table;
        this.steps = steps;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var data = new RemediationData(execution);
        var row = table.lastOf(execution.getProcessInstanceId(), data.cause());
        var path =
                new Path(row.cause(), row.words(), row.fixes(), row.role(), row.automatic(), row.version(), row.row());
        data.turn(steps.decided(data.number(), path));
    }
}
