package io.tenantry.workflow.termday;

import io.tenantry.workflow.engine.DiagramBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * When terms are rolled on and ended: after the sync has heard what the provider says of them, and before the night's
 * billing run. The engine asks it when {@code term-day.bpmn} is deployed.
 */
@Component
@DiagramBean
public class TermDaySchedule {

    private final String cycle;

    /** @param cycle second, minute, hour, day, month, weekday; 02:00 every day unless configured otherwise */
    TermDaySchedule(@Value("${tenantry.term-day.cycle:0 0 2 * * ?}") String cycle) {
        this.cycle = cycle;
    }

    public String getCycle() {
        return cycle;
    }
}
