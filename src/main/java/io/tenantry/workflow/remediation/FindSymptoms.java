package io.tenantry.workflow.remediation;

import io.tenantry.remediation.CaseScans;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Opens a case for what no event told of, and wakes those whose symptom is gone. */
@Component
class FindSymptoms implements JavaDelegate {

    private final CaseScans scans;

    FindSymptoms(CaseScans scans) {
        this.scans = scans;
    }

    @Override
    public void execute(DelegateExecution execution) {
        scans.scan();
    }
}
