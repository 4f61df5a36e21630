package io.tenantry.workflow.remediation;

import io.tenantry.workflow.engine.DiagramBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** When symptoms are looked for. The engine asks it when {@code remediation.bpmn} is deployed. */
@Component
@DiagramBean
public class RemediationSchedule {

    private final String cycle;

    /** @param cycle second, minute, hour, day, month, weekday; every five minutes unless configured otherwise */
    RemediationSchedule(@Value("${tenantry.remediation.cycle:0 */5 * * * ?}") String cycle) {
        this.cycle = cycle;
    }

    public String getCycle() {
        return cycle;
    }
}
