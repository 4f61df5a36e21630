package io.tenantry.workflow.provisioning;

import io.tenantry.provider.PlacedOrder;
import io.tenantry.subscription.SalesFacts;
import io.tenantry.subscription.SubscriptionRequested;
import io.tenantry.subscription.Turn;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;

/** The variables of {@code provisioning.bpmn}: numbers and routing facts, never entities. */
record ProvisioningData(DelegateExecution execution) {

    static final String SUBSCRIPTION = "subscriptionNumber";
    static final String CHANGE = "changeNumber";
    static final String AWAITED_CHANGE = "awaitedChange";

    static Map<String, Object> startingWith(SubscriptionRequested event) {
        return Map.of(
                SUBSCRIPTION,
                event.subscriptionNumber(),
                CHANGE,
                event.changeNumber(),
                "provisionOn",
                Date.from(event.provisionOn()));
    }

    String subscription() {
        return (String) execution.getVariable(SUBSCRIPTION);
    }

    String change() {
        return (String) execution.getVariable(CHANGE);
    }

    void salesFacts(SalesFacts facts) {
        execution.setVariables(facts.unit().variables());
        execution.setVariables(facts.currency().variables());
        execution.setVariables(facts.price().variables());
    }

    void turn(Turn turn) {
        execution.setVariable("mayGo", turn.mayGo());
        execution.setVariable(AWAITED_CHANGE, turn.blockedBy());
    }

    void provisioned(PlacedOrder order, Instant pollAfter) {
        execution.setVariable("provisioned", order.subscriptionId() != null);
        execution.setVariable("pollAfter", Date.from(pollAfter));
    }

    /** The provider's words. */
    String rejection() {
        return (String) execution.getVariable("rejection");
    }
}
