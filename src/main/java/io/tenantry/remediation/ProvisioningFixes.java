package io.tenantry.remediation;

import io.tenantry.subscription.ChangeCommand;
import io.tenantry.subscription.LicenseChanges;
import io.tenantry.subscription.RefusedQuantities;
import io.tenantry.subscription.ScheduledChangeEdit;
import io.tenantry.subscription.ScheduledLicenseChanges;
import io.tenantry.subscription.ScheduledStatus;
import io.tenantry.subscription.SubscriptionMoves;
import io.tenantry.subscription.Subscriptions;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/** Puts changes back in order, takes them out of it, or asks for another one. */
@Component
class ProvisioningFixes implements FixMaker {

    private final LicenseChanges changes;
    private final RefusedQuantities refused;
    private final ScheduledLicenseChanges scheduled;
    private final SubscriptionMoves moves;
    private final Subscriptions subscriptions;

    ProvisioningFixes(
            LicenseChanges changes,
            RefusedQuantities refused,
            ScheduledLicenseChanges scheduled,
            SubscriptionMoves moves,
            Subscriptions subscriptions) {
        this.moves = moves;
        this.changes = changes;
        this.refused = refused;
        this.scheduled = scheduled;
        this.subscriptions = subscriptions;
    }

    @Override
    public Map<Fix, Consumer<FixOrder>> fixes() {
        return Map.ofEntries(
                Map.entry(Fix.WAIT, order -> {}),
                Map.entry(Fix.LOOK_INTO_IT, order -> {}),
                Map.entry(Fix.ACKNOWLEDGE, order -> {}),
                Map.entry(Fix.REQUEUE, order -> changes.requeue(order.known(Fact.CHANGE_NUMBER), order.reason())),
                Map.entry(
                        Fix.REQUEUE_BLOCKER,
                        order -> changes.requeue(order.known(Fact.BLOCKER_NUMBER), order.reason())),
                Map.entry(
                        Fix.REQUEUE_PARENT,
                        order -> changes.requeue(order.known(Fact.PARENT_CHANGE_NUMBER), order.reason())),
                Map.entry(
                        Fix.SETTLE_BLOCKER,
                        order -> changes.notApplicable(order.known(Fact.BLOCKER_NUMBER), order.reason())),
                Map.entry(
                        Fix.MARK_NOT_APPLICABLE,
                        order -> changes.notApplicable(order.known(Fact.CHANGE_NUMBER), order.reason())),
                Map.entry(
                        Fix.TAKE_MOVE_BACK,
                        order -> moves.takeBack(
                                order.known(Fact.SUBSCRIPTION_NUMBER),
                                order.known(Fact.CHANGE_NUMBER),
                                order.reason())),
                Map.entry(
                        Fix.TAKE_BLOCKING_MOVE_BACK,
                        order -> moves.takeBack(
                                order.known(Fact.SUBSCRIPTION_NUMBER),
                                order.known(Fact.BLOCKING_MOVE),
                                order.reason())),
                Map.entry(
                        Fix.REQUEUE_BLOCKING_MOVE,
                        order -> changes.requeue(order.known(Fact.BLOCKING_MOVE), order.reason())),
                Map.entry(
                        Fix.ARCHIVE_CHANGE, order -> changes.archive(order.known(Fact.CHANGE_NUMBER), order.reason())),
                Map.entry(
                        Fix.UNARCHIVE_CHANGE,
                        order -> changes.unarchive(order.known(Fact.CHANGE_NUMBER), order.reason())),
                Map.entry(
                        Fix.RETRY_MERGE, order -> scheduled.retry(order.known(Fact.SCHEDULED_NUMBER), order.reason())),
                Map.entry(
                        Fix.CANCEL_SCHEDULED,
                        order -> scheduled.cancel(order.known(Fact.SCHEDULED_NUMBER), order.reason())),
                Map.entry(Fix.MOVE_SCHEDULED, this::moveScheduled),
                Map.entry(Fix.REDUCE_ON_RENEWAL_BY_HAND, this::reduceOnRenewal),
                Map.entry(Fix.REDUCE_ON_RENEWAL, this::takeBackAndReduce),
                Map.entry(Fix.CANCEL_AND_REDUCE_ON_RENEWAL, this::cancelAndReduce));
    }

    /** Taken back in our own books alone: it waits for nobody's credit, and neither does the reduction behind it. */
    private void takeBackAndReduce(FixOrder order) {
        var failed = changes.get(order.known(Fact.CHANGE_NUMBER)).change();
        var without = refused.takeBack(failed.number(), order.reason());
        onRenewal(failed.subscriptionNumber(), without + failed.quantityDelta(), order.reason());
    }

    private void cancelAndReduce(FixOrder order) {
        var failed = scheduled.get(order.known(Fact.SCHEDULED_NUMBER)).change();
        var now = subscriptions.get(failed.subscriptionNumber()).quantity();
        scheduled.cancel(failed.number(), order.reason());
        onRenewal(failed.subscriptionNumber(), now + failed.quantityDelta(), order.reason());
    }

    private void moveScheduled(FixOrder order) {
        var failed = scheduled.get(order.known(Fact.SCHEDULED_NUMBER)).change();
        var moved = scheduled.edit(
                failed.number(),
                new ScheduledChangeEdit(null, null, order.date("date"), null, null, order.reason(), failed.version()));
        if (moved.change().status() == ScheduledStatus.MERGE_FAILED) {
            scheduled.retry(failed.number(), order.reason());
        }
    }

    private void reduceOnRenewal(FixOrder order) {
        onRenewal(order.known(Fact.SUBSCRIPTION_NUMBER), order.whole("quantity"), order.reason());
    }

    private void onRenewal(String subscription, int quantity, String reason) {
        changes.request(new ChangeCommand(
                subscription,
                ChangeCommand.Kind.QUANTITY,
                quantity,
                null,
                null,
                null,
                true,
                ChangeCommand.Effective.ON_RENEWAL,
                null,
                reason,
                null));
    }
}
