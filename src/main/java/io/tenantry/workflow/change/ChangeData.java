package io.tenantry.workflow.change;

import io.tenantry.subscription.LicenseChangeRequested;
import io.tenantry.subscription.MergeCause;
import io.tenantry.subscription.ProvisioningOrder;
import io.tenantry.subscription.ReductionFacts;
import io.tenantry.subscription.ScheduledChangeEdited;
import io.tenantry.subscription.Turn;
import io.tenantry.workflow.Polling;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Objects;
import org.camunda.bpm.engine.delegate.DelegateExecution;

/** The variables of {@code change.bpmn}: numbers and routing facts, never entities. */
record ChangeData(DelegateExecution execution) {

    /** The scheduled change until it is merged, then its license change. */
    static final String CHANGE = "changeNumber";

    static final String AWAITED_CHANGE = "awaitedChange";

    private static final String SCHEDULED = "scheduled";
    private static final String POLLING_SINCE = "pollingSince";
    private static final String MERGE_ON = "mergeOn";
    private static final String PROVISION_ON = "provisionOn";
    private static final String MERGE_CAUSE = "mergeCause";

    static Map<String, Object> startingWith(LicenseChangeRequested event) {
        return Map.of(
                CHANGE,
                event.changeNumber(),
                "subscriptionNumber",
                event.subscriptionNumber(),
                SCHEDULED,
                event.scheduled(),
                MERGE_ON,
                Date.from(event.mergeOn()),
                PROVISION_ON,
                Date.from(event.provisionOn()));
    }

    static Map<String, Object> movedTo(ScheduledChangeEdited event) {
        return Map.of(MERGE_ON, Date.from(event.mergeOn()), PROVISION_ON, Date.from(event.provisionOn()));
    }

    static String subscriptionAtProvider(ProvisioningOrder order) {
        return Objects.requireNonNull(
                order.providerSubscriptionId(),
                () -> order.changeNumber() + " cannot go to the provider: subscription " + order.subscriptionNumber()
                        + " has no id there; provision its Create change first");
    }

    String change() {
        return (String) execution.getVariable(CHANGE);
    }

    void reductionFacts(ReductionFacts facts) {
        execution.setVariable("strictestSubscription", facts.subscriptionNumber());
        execution.setVariables(facts.question().variables());
        mergeRefusedFor(MergeCause.OUTSIDE_WINDOW);
    }

    /** Why it could not be merged; the decision on the reduction window has the first word. */
    void mergeRefusedFor(MergeCause cause) {
        execution.setVariable(MERGE_CAUSE, cause.name());
    }

    MergeCause mergeCause() {
        return MergeCause.valueOf((String) execution.getVariable(MERGE_CAUSE));
    }

    void mergedInto(String licenseChange) {
        execution.setVariable(CHANGE, licenseChange);
        execution.setVariable(SCHEDULED, false);
    }

    void turn(Turn turn) {
        execution.removeVariable(POLLING_SINCE);
        execution.setVariable("mayGo", turn.mayGo());
        execution.setVariable(AWAITED_CHANGE, turn.blockedBy());
    }

    void route(ProvisioningOrder order) {
        execution.setVariable("tellsProvider", order.tellsProvider());
        execution.setVariable("changesProduct", order.changesProduct());
        execution.setVariable("changesTerm", order.changesTerm());
        execution.setVariable("nothingToDo", false);
    }

    void inForce() {
        execution.setVariable("inForce", true);
    }

    /** Since when the provider has been at it: from the first look on that did not find it in force. */
    void pending(Polling polling) {
        if (!execution.hasVariable(POLLING_SINCE)) {
            execution.setVariable(POLLING_SINCE, Date.from(polling.now()));
        }
        var look = polling.after(pollingSince());
        execution.setVariable("inForce", false);
        execution.setVariable("pollAfter", Date.from(look.next()));
        execution.setVariable("overdue", look.overdue());
    }

    Instant pollingSince() {
        return ((Date) execution.getVariable(POLLING_SINCE)).toInstant();
    }

    /** Why it was refused: the words of the decision, the ledger or the provider, whoever spoke last. */
    String refusal() {
        return (String) execution.getVariable("refusal");
    }
}
