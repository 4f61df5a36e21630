package io.tenantry.remediation;

import io.tenantry.subscription.AddOns;
import io.tenantry.subscription.ChangeCommand;
import io.tenantry.subscription.Instruction;
import io.tenantry.subscription.LicenseChanges;
import io.tenantry.subscription.OpenOrders;
import io.tenantry.subscription.Subscriptions;
import io.tenantry.subscription.TermChanges;
import io.tenantry.subscription.TermCommand;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/** What a subscription itself lacks: its day, its tenant, its service, fewer seats, its end, or to be left unprinted. */
@Component
class SubscriptionFixes implements FixMaker {

    private final OpenOrders orders;
    private final Subscriptions subscriptions;
    private final TermChanges terms;
    private final LicenseChanges changes;
    private final AddOns addOns;

    SubscriptionFixes(
            OpenOrders orders, Subscriptions subscriptions, TermChanges terms, LicenseChanges changes, AddOns addOns) {
        this.orders = orders;
        this.subscriptions = subscriptions;
        this.terms = terms;
        this.changes = changes;
        this.addOns = addOns;
    }

    @Override
    public Map<Fix, Consumer<FixOrder>> fixes() {
        return Map.of(
                Fix.START_TODAY, order -> orders.startToday(order.known(Fact.CHANGE_NUMBER), order.reason()),
                Fix.SET_TENANT, this::setTenant,
                Fix.REACTIVATE, this::reactivate,
                Fix.REDUCE_NOW, this::reduceNow,
                Fix.HIDE_ON_INVOICE,
                        order -> addOns.hideOnInvoice(order.known(Fact.SUBSCRIPTION_NUMBER), order.reason()),
                Fix.MAKE_BILLABLE, order -> addOns.makeBillable(order.known(Fact.SUBSCRIPTION_NUMBER), order.reason()),
                Fix.DEACTIVATE_SUBSCRIPTION, this::deactivate);
    }

    private void setTenant(FixOrder order) {
        orders.moveTo(order.known(Fact.CHANGE_NUMBER), order.text("account"), order.reason());
    }

    private void reactivate(FixOrder order) {
        var suspended = subscriptions.get(order.known(Fact.SUBSCRIPTION_NUMBER));
        terms.request(new TermCommand(
                suspended.number(), Instruction.REACTIVATE, null, null, false, order.reason(), suspended.version()));
    }

    private void reduceNow(FixOrder order) {
        changes.request(
                ChangeCommand.quantity(order.known(Fact.SUBSCRIPTION_NUMBER), order.whole("quantity"), order.reason()));
    }

    /** What has ended cannot end again: it is billed on because the change that ended it was taken out of billing. */
    private void deactivate(FixOrder order) {
        var ending = order.facts().text(Fact.ENDING_CHANGE);
        if (ending != null) {
            changes.unarchive(ending, order.reason());
            return;
        }
        changes.request(ChangeCommand.deactivate(order.known(Fact.SUBSCRIPTION_NUMBER), true, order.reason()));
    }
}
