package io.tenantry.workflow.billingrun;

import io.tenantry.workflow.engine.DiagramBean;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** How hard a billing run may work the machines, so that what people wait for goes on meanwhile. */
@Component
@DiagramBean
public class BillingPace {

    private final int lanes;
    private final int backlog;
    private final Duration pause;

    /**
     * @param lanes how many chunks are invoiced beside each other, on all nodes together; fewer than a node has job
     *     threads
     * @param backlog with so many post-invoice jobs waiting, no further invoice is released
     * @param pause until the backlog is looked at again
     */
    BillingPace(
            @Value("${tenantry.billing-run.lanes:3}") int lanes,
            @Value("${tenantry.billing-run.backlog:200}") int backlog,
            @Value("${tenantry.billing-run.pause:PT2S}") Duration pause) {
        if (lanes < 1 || backlog < 1) {
            throw new IllegalArgumentException("A billing run needs at least one lane and a backlog of one, not "
                    + lanes + " and " + backlog + "; correct tenantry.billing-run.lanes or .backlog");
        }
        this.lanes = lanes;
        this.backlog = backlog;
        this.pause = pause;
    }

    public int getLanes() {
        return lanes;
    }

    /** ISO 8601, as timers want it. */
    public String getPause() {
        return pause.toString();
    }

    /** How many invoices may be released while so many jobs wait. */
    int room(long waiting) {
        return (int) Math.max(0, backlog - waiting);
    }
}
