package io.tenantry.subscription;

import io.tenantry.shared.Refused;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Takes a change that came to nothing out of the middle of a ledger, in which nothing is ever edited: what came later and
 * was reckoned with it is undone, the latest first, then the change itself, and what still counts is made anew.
 *
 * <p>A trial of 25 was to be paid for at 10.56 from 3 March on, and five more were ordered for 10 March. The provider
 * refuses the conversion: the five are undone at 10.56 from 10 March, the conversion from 3 March, and the five are ordered
 * anew at the trial's price. Nothing of the 10.56 is left.
 */
@Component
class Rebuilding {

    private final Ledger ledger;
    private final Undoings undoings;

    Rebuilding(Ledger ledger, Undoings undoings) {
        this.ledger = ledger;
        this.undoings = undoings;
    }

    /**
     * What became of the later ones. The caller settles the undone ones and sends the new ones on their way.
     *
     * @param undone that the provider has yet to hear of, or has refused; it must not hear of them any more
     * @param anew in place of those that it has yet to hear of; one that was refused is not ordered again by itself
     */
    record Rebuilt(List<LicenseChange> undone, List<LicenseChange> anew) {

        /** What was refused before and is gone now: somebody may want to order it anew. */
        List<LicenseChange> refused() {
            return undone.stream()
                    .filter(change -> change.provisioningStatus() == ProvisioningStatus.FAILED_PROVISIONING)
                    .toList();
        }
    }

    /** Undoes it. Later ones that would be as they are without it stay as they are. */
    Rebuilt without(LicenseChange vain, String why) {
        var later = since(vain).stream().filter(undoings::moves).toList();
        if (later.stream().noneMatch(change -> dependsOn(vain, change))) {
            undoings.undo(vain, why);
            return new Rebuilt(List.of(), List.of());
        }
        latestFirst(later).forEach(change -> undoings.undo(change, why));
        undoings.undo(vain, why);
        var anew = new ArrayList<LicenseChange>();
        for (var change : later) {
            if (change.provisioningStatus() != ProvisioningStatus.FAILED_PROVISIONING) {
                var again = undoings.redo(
                        change,
                        change.reason() + " (as " + change.number() + ", now that " + vain.number()
                                + " is taken back)");
                again.standsFor(change);
                anew.add(again);
            }
        }
        goOn(vain.subscription(), why);
        return new Rebuilt(
                later.stream().filter(LicenseChange::isOpen).toList(),
                anew.stream().filter(LicenseChange::isOpen).toList());
    }

    /** An end that was refused before is gone with the others. */
    private void goOn(Subscription subscription, String why) {
        if (subscription.quantity() > 0 && subscription.status() == SubscriptionStatus.INACTIVE) {
            ledger.move(subscription, SubscriptionStatus.ACTIVE, why);
        }
    }

    /** Whether it would be wrong with other seats, another product or another price than it was reckoned with. */
    private static boolean dependsOn(LicenseChange vain, LicenseChange later) {
        return vain.quantityDelta() == 0
                || later.isOpen()
                || later.setsPrice()
                || later.is(SubscriptionEvent.DEACTIVATE);
    }

    static List<LicenseChange> latestFirst(List<LicenseChange> changes) {
        return changes.stream()
                .sorted(Comparator.comparing(LicenseChange::sequence).reversed())
                .toList();
    }

    /** Later changes that say something still. Seats that have moved on are taken back first. */
    List<LicenseChange> since(LicenseChange change) {
        var all = ledger.of(change.subscription());
        Set<Object> undone = all.stream()
                .map(LicenseChange::undoesId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        var later = all.stream()
                .filter(other -> other.sequence() > change.sequence())
                .filter(other -> other.undoesId() == null && !undone.contains(other.id()))
                .toList();
        later.stream()
                .filter(other -> other.instructs(Instruction.MOVE))
                .reduce((earlier, last) -> last)
                .ifPresent(last -> {
                    throw new Refused(
                            "moved-on", last + " moves seats after " + change.number() + "; take that one back first");
                });
        return later;
    }
}
