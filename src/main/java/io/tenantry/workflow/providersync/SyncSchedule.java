package io.tenantry.workflow.providersync;

import io.tenantry.workflow.engine.DiagramBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** When the daily sync starts. The engine asks it when {@code provider-sync.bpmn} is deployed. */
@Component
@DiagramBean
public class SyncSchedule {

    private final String cycle;

    /** @param cycle second, minute, hour, day, month, weekday; 01:00 every day unless configured otherwise */
    SyncSchedule(@Value("${tenantry.provider-sync.cycle:0 0 1 * * ?}") String cycle) {
        this.cycle = cycle;
    }

    public String getCycle() {
        return cycle;
    }
}
