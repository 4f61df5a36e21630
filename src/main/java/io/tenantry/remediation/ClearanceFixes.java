package io.tenantry.remediation;

import io.tenantry.customer.Agreements;
import io.tenantry.customer.CreditHolds;
import io.tenantry.subscription.AddOns;
import io.tenantry.subscription.LicenseChanges;
import io.tenantry.subscription.ManualAnswer;
import io.tenantry.subscription.ManualOrders;
import io.tenantry.subscription.Subscriptions;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/** Puts out of the way what a change waits for: a hold, an agreement, a person's word, the wrong parent. */
@Component
class ClearanceFixes implements FixMaker {

    private final CreditHolds holds;
    private final Agreements agreements;
    private final ManualOrders orders;
    private final AddOns addOns;
    private final Subscriptions subscriptions;
    private final LicenseChanges changes;

    ClearanceFixes(
            CreditHolds holds,
            Agreements agreements,
            ManualOrders orders,
            AddOns addOns,
            Subscriptions subscriptions,
            LicenseChanges changes) {
        this.holds = holds;
        this.agreements = agreements;
        this.orders = orders;
        this.addOns = addOns;
        this.subscriptions = subscriptions;
        this.changes = changes;
    }

    @Override
    public Map<Fix, Consumer<FixOrder>> fixes() {
        return Map.of(
                Fix.LIFT_HOLD, order -> holds.set(order.known(Fact.CUSTOMER_NUMBER), false, order.reason()),
                Fix.RECORD_AGREEMENT, this::recordAgreement,
                Fix.CONFIRM_BY_HAND, this::confirm,
                Fix.SET_PARENT, this::setParent);
    }

    private void recordAgreement(FixOrder order) {
        agreements.record(
                order.known(Fact.ACCOUNT_NUMBER),
                new Agreements.Acceptance(order.date("on"), order.given("by").orElse(null)),
                order.reason());
    }

    private void confirm(FixOrder order) {
        orders.answer(
                order.known(Fact.CHANGE_NUMBER),
                new ManualAnswer(
                        true,
                        order.reason(),
                        order.given("providerSubscriptionId").orElse(null),
                        null));
    }

    private void setParent(FixOrder order) {
        var child = subscriptions.get(order.known(Fact.SUBSCRIPTION_NUMBER));
        addOns.hang(child.number(), order.text("parent"), null, new AddOns.Act(order.reason(), child.version()));
        if ("FAILED_PROVISIONING".equals(order.facts().text(Fact.CHANGE_STATUS))) {
            changes.requeue(order.known(Fact.CHANGE_NUMBER), order.reason());
        }
    }
}
