package io.tenantry.remediation;

import io.tenantry.provider.ProviderUnavailable;
import io.tenantry.shared.Refused;
import io.tenantry.subscription.ChangeCommand;
import io.tenantry.subscription.Keep;
import io.tenantry.subscription.LicenseChanges;
import io.tenantry.subscription.Subscriptions;
import io.tenantry.subscription.Terms;
import io.tenantry.sync.Mismatches;
import io.tenantry.sync.Reconciliations;
import io.tenantry.sync.Repair;
import java.time.LocalDate;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Brings ledger and provider together again, by the repairs that differences and terms have anyway. */
@Component
class OutsideFixes implements FixMaker {

    private final Mismatches mismatches;
    private final Reconciliations reconciliations;
    private final LicenseChanges changes;
    private final Subscriptions subscriptions;
    private final Terms terms;

    OutsideFixes(
            Mismatches mismatches,
            Reconciliations reconciliations,
            LicenseChanges changes,
            Subscriptions subscriptions,
            Terms terms) {
        this.mismatches = mismatches;
        this.reconciliations = reconciliations;
        this.changes = changes;
        this.subscriptions = subscriptions;
        this.terms = terms;
    }

    @Override
    public Map<Fix, Consumer<FixOrder>> fixes() {
        return Map.of(
                Fix.ADOPT_THEIRS, order -> repair(order, Repair.ADOPT_THEIRS, null),
                Fix.SEND_OURS, order -> repair(order, Repair.SEND_OURS, null),
                Fix.CORRECT_LEDGER, this::correctLedger,
                Fix.IGNORE_MISMATCH, order -> repair(order, Repair.IGNORE, null),
                Fix.KEEP_BOTH, order -> reconcile(order, Keep.BOTH),
                Fix.KEEP_THEIRS, order -> reconcile(order, Keep.THEIRS),
                Fix.KEEP_OURS, order -> reconcile(order, Keep.OURS),
                Fix.ALIGN_LINKED_PARENT, this::alignLinkedParent,
                Fix.SETTLE_TERM, order -> terms.settle(order.known(Fact.SUBSCRIPTION_NUMBER)));
    }

    private void reconcile(FixOrder order, Keep keep) {
        try {
            reconciliations.reconcile(order.known(Fact.CHANGE_NUMBER), keep, order.reason());
        } catch (ProviderUnavailable silent) {
            throw unavailable(order.known(Fact.PROVIDER), order.known(Fact.SUBSCRIPTION_NUMBER), silent);
        }
    }

    private void correctLedger(FixOrder order) {
        repair(order, Repair.CORRECT_LEDGER, order.given("from").isEmpty() ? null : order.date("from"));
    }

    /** The provider is asked again first, so that nobody decides on an old picture. */
    private void repair(FixOrder order, Repair repair, @Nullable LocalDate from) {
        var mismatch = mismatches.get(order.known(Fact.MISMATCH_NUMBER));
        try {
            mismatches.repair(
                    mismatch.number(), new Mismatches.Decision(repair, order.reason(), from, mismatch.version()));
        } catch (ProviderUnavailable silent) {
            throw unavailable(mismatch.provider(), mismatch.providerSubscriptionId(), silent);
        }
    }

    private static Refused unavailable(String provider, String about, ProviderUnavailable silent) {
        return new Refused(
                "provider-unavailable",
                provider + " cannot be asked about " + about + " now: " + silent.getMessage() + " Try it again later");
    }

    /** Fifty that became 60 by their linked ones and 67 by hand go back to 60. */
    private void alignLinkedParent(FixOrder order) {
        var parent = subscriptions.get(order.known(Fact.SUBSCRIPTION_NUMBER));
        var drift = Integer.parseInt(order.known(Fact.LINKED_DRIFT));
        changes.request(ChangeCommand.quantity(parent.number(), parent.quantity() - drift, order.reason()));
    }
}
