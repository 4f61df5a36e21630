package io.tenantry.workflow.changelogrun;

import io.tenantry.workflow.engine.DiagramBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * When contracts with long cycles are looked at for changes within them; by then the night's billing run is usually
 * through. The engine asks it when {@code change-log-run.bpmn} is deployed.
 */
@Component
@DiagramBean
public class ChangeLogSchedule {

    private final String cycle;

    /** @param cycle second, minute, hour, day, month, weekday; 05:30 every day unless configured otherwise */
    ChangeLogSchedule(@Value("${tenantry.billing-run.change-log-cycle:0 30 5 * * ?}") String cycle) {
        this.cycle = cycle;
    }

    public String getCycle() {
        return cycle;
    }
}
