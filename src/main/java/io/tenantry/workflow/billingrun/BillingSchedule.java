package io.tenantry.workflow.billingrun;

import io.tenantry.workflow.engine.DiagramBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** When the daily billing run starts. The engine asks it when {@code billing-run.bpmn} is deployed. */
@Component
@DiagramBean
public class BillingSchedule {

    private final String cycle;

    /** @param cycle second, minute, hour, day, month, weekday; 02:30 every day unless configured otherwise */
    BillingSchedule(@Value("${tenantry.billing-run.cycle:0 30 2 * * ?}") String cycle) {
        this.cycle = cycle;
    }

    public String getCycle() {
        return cycle;
    }
}
