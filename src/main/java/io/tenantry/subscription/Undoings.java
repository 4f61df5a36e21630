package io.tenantry.subscription;

import io.tenantry.catalog.ProductView;
import io.tenantry.catalog.Products;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Takes changes back in our own books, each from the day on which it counted, with the price that held before it: then
 * nothing of it is billed, and nothing that was billed before is lost. Whoever takes several back begins with the latest.
 *
 * <p>Ten seats at 12.00 became 15 on 3 March: the undoing takes five away from 3 March on, at 12.00 each.
 */
@Component
class Undoings {

    private final Ledger ledger;
    private final LedgerTrail trail;
    private final Products products;

    Undoings(Ledger ledger, LedgerTrail trail, Products products) {
        this.ledger = ledger;
        this.trail = trail;
        this.products = products;
    }

    /** It is billed, or not, as what it undoes. */
    LicenseChange undo(LicenseChange change, String why) {
        var subscription = change.subscription();
        var before = before(change);
        var entry = LedgerEntry.asked(event(subscription, -change.quantityDelta()), change.effectiveDate(), why)
                .undoing(change);
        if (before != null && change.setsPrice()) {
            entry = entry.at(before.price());
        }
        if (before != null && movesProduct(change, before)) {
            entry = entry.to(before.productId());
            exchange(subscription, change, before);
        }
        goBack(subscription, change);
        return billedAs(change, ledger.append(subscription, entry), why);
    }

    /** Makes it anew behind all others; one that the provider has yet to be told of is told then, with its new total. */
    LicenseChange redo(LicenseChange change, String why) {
        var subscription = change.subscription();
        var before = before(change);
        var delta = change.is(SubscriptionEvent.DEACTIVATE) ? -subscription.quantity() : change.quantityDelta();
        var asked = LedgerEntry.asked(change.event(), change.effectiveDate(), why)
                .by(delta)
                .at(change.setsPrice() ? change.price() : null)
                .to(before != null && movesProduct(change, before) ? change.productId() : null)
                .refunding(change.refund())
                .askedBy(change.actor());
        var instruction = change.instruction();
        var told = instruction == null ? asked : asked.instructing(instruction);
        var entry = change.followsId() == null ? told : told.following(change.followsId());
        if (before != null && movesProduct(change, before)) {
            exchange(subscription, before, change);
        }
        var anew = ledger.append(subscription, change.isOpen() ? entry : entry.settledHere());
        var next = instruction == null ? null : instruction.next();
        if (next != null && anew.formerTerm() != null) {
            subscription.recommit(subscription.commitment().paidForAs(next, change.effectiveDate()));
        }
        return billedAs(change, anew, why);
    }

    /** Whether it moves seats, price or product: what else it says is not in the books. */
    boolean moves(LicenseChange change) {
        var before = before(change);
        return change.quantityDelta() != 0 || change.setsPrice() || before != null && movesProduct(change, before);
    }

    /** Part number and rules go with the product, unless somebody has ordered it as something else since. */
    private void exchange(Subscription subscription, LicenseChange from, LicenseChange to) {
        if (part(from).providerPartNumber().equals(subscription.atProvider().providerPartNumber())) {
            subscription.takesRulesOf(part(to));
        }
    }

    private ProductView part(LicenseChange change) {
        return products.get(Objects.requireNonNull(change.productId(), change.number()));
    }

    /** A trial that is paid for by nobody after all has its term again, unless the provider has told another one since. */
    private static void goBack(Subscription subscription, LicenseChange change) {
        var former = change.formerTerm();
        var next = change.instruction() == null ? null : change.instruction().next();
        if (former != null && next != null && subscription.commitment().isFor(next)) {
            subscription.recommit(subscription.commitment().backTo(former));
        }
    }

    /**
     * Whether the subscription stays the product that it was before: a conversion that is not told, and a change of product
     * that the provider has refused. One that was not refused may have been made there by hand.
     */
    boolean exchangesInVain(LicenseChange change) {
        if (!change.isOurs() || !change.isOpen() || change.instructs(Instruction.MOVE)) {
            return false;
        }
        if (change.instructs(Instruction.TRIAL_TO_PAID)) {
            return true;
        }
        var before = before(change);
        return change.provisioningStatus() == ProvisioningStatus.FAILED_PROVISIONING
                && before != null
                && movesProduct(change, before);
    }

    private LicenseChange billedAs(LicenseChange change, LicenseChange appended, String why) {
        var from = appended.billingStatus();
        if (change.billingStatus() != from) {
            ledger.flush();
            appended.bill(change.billingStatus());
            trail.moved(appended, new StatusMove(from, appended.billingStatus(), why));
        }
        return appended;
    }

    private static SubscriptionEvent event(Subscription subscription, int delta) {
        if (subscription.quantity() + delta == 0 && delta != 0) {
            return SubscriptionEvent.DEACTIVATE;
        }
        return subscription.quantity() == 0 && delta > 0 ? SubscriptionEvent.ACTIVATE : SubscriptionEvent.UPDATE;
    }

    private static boolean movesProduct(LicenseChange change, LicenseChange before) {
        return before.productId() != null && !before.productId().equals(change.productId());
    }

    private @Nullable LicenseChange before(LicenseChange change) {
        return change.sequence() == 1 ? null : ledger.of(change.subscription()).get(change.sequence() - 2);
    }
}
