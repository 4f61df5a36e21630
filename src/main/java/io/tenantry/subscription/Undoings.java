package io.tenantry.subscription;

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

    Undoings(Ledger ledger, LedgerTrail trail) {
        this.ledger = ledger;
        this.trail = trail;
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
        }
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
        var entry = instruction == null ? asked : asked.instructing(instruction);
        return billedAs(change, ledger.append(subscription, change.isOpen() ? entry : entry.settledHere()), why);
    }

    /** Whether it moves seats, price or product: what else it says is not in the books. */
    boolean moves(LicenseChange change) {
        var before = before(change);
        return change.quantityDelta() != 0 || change.setsPrice() || before != null && movesProduct(change, before);
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
