package io.tenantry.workflow.provisioning;

import io.tenantry.subscription.SalesFacts;
import io.tenantry.subscription.SubscriptionRequested;
import io.tenantry.subscription.Turn;
import io.tenantry.workflow.Polling;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;

/** The variables of {@code provisioning.bpmn}: numbers and routing facts, never entities. */
record ProvisioningData(DelegateExecution execution) {

    static final String SUBSCRIPTION = "subscriptionNumber";
    static final String CHANGE = "changeNumber";
    static final String AWAITED_CHANGE = "awaitedChange";

    static final String PROVISION_ON = "provisionOn";

    private static final String POLLING_SINCE = "pollingSince";

    static Map<String, Object> startingWith(SubscriptionRequested event) {
        return Map.of(
                SUBSCRIPTION,
                event.subscriptionNumber(),
                CHANGE,
                event.changeNumber(),
                PROVISION_ON,
                Date.from(event.provisionOn()));
    }

    String subscription() {
        return text(SUBSCRIPTION);
    }

    String change() {
        return text(CHANGE);
    }

    void salesFacts(SalesFacts facts) {
        execution.setVariables(facts.unit().variables());
        execution.setVariables(facts.currency().variables());
        execution.setVariables(facts.price().variables());
    }

    /** The reasons of the decisions that forbid to sell it. */
    String saleRefusal() {
        var reasons = new ArrayList<String>();
        if ("REJECT".equals(execution.getVariable("unitOutcome"))) {
            reasons.add(text("unitReason"));
        }
        if ("REJECT".equals(execution.getVariable("currencyOutcome"))) {
            reasons.add(text("currencyReason"));
        }
        if (!"PRICED".equals(execution.getVariable("priceOutcome"))) {
            reasons.add(text("priceReason"));
        }
        return String.join(" ", reasons);
    }

    void turn(Turn turn) {
        execution.removeVariable(POLLING_SINCE);
        execution.setVariable("nothingToDo", false);
        execution.setVariable("mayGo", turn.mayGo());
        execution.setVariable(AWAITED_CHANGE, turn.blockedBy());
    }

    void provisioned() {
        execution.setVariable("provisioned", true);
    }

    /** Since when the provider has been at it: from the first look on that did not find it provisioned. */
    void pending(Polling polling) {
        if (!execution.hasVariable(POLLING_SINCE)) {
            execution.setVariable(POLLING_SINCE, Date.from(polling.now()));
        }
        var look = polling.after(pollingSince());
        execution.setVariable("provisioned", false);
        execution.setVariable("pollAfter", Date.from(look.next()));
        execution.setVariable("overdue", look.overdue());
    }

    Instant pollingSince() {
        return ((Date) execution.getVariable(POLLING_SINCE)).toInstant();
    }

    /** The provider's words. */
    String rejection() {
        return text("rejection");
    }

    private String text(String variable) {
        return (String) execution.getVariable(variable);
    }
}
