package io.tenantry.workflow.providersync;

import io.tenantry.workflow.engine.DiagramBean;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** How many lanes a sync has, and for how long hints are gathered before one look sees to all of them. */
@Component
@DiagramBean
public class SyncPace {

    private final int lanes;
    private final Duration gathering;

    /**
     * @param lanes how many chunks are synced beside each other, on all nodes together; fewer than a node has job threads
     * @param gathering from the first hint to the look
     */
    SyncPace(
            @Value("${tenantry.provider-sync.lanes:2}") int lanes,
            @Value("${tenantry.provider-sync.gathering:PT15S}") Duration gathering) {
        if (lanes < 1) {
            throw new IllegalArgumentException(
                    "A sync needs at least one lane, not " + lanes + "; correct tenantry.provider-sync.lanes");
        }
        this.lanes = lanes;
        this.gathering = gathering;
    }

    public int getLanes() {
        return lanes;
    }

    /** ISO 8601, as timers want it. */
    public String getGathering() {
        return gathering.toString();
    }
}
