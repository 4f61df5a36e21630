package io.tenantry.subscription;

import io.tenantry.shared.Refused;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * What changed below because something above did, and goes back with it.
 *
 * <p>Five seats more of a base brought five phones more, which wait for their base. The five seats are taken back before the
 * provider has heard of them: nobody orders the five phones either.
 */
@Component
class Consequences {

    private final Ledger ledger;
    private final LicenseChangeRepository changes;
    private final Rebuilding rebuilding;

    Consequences(Ledger ledger, LicenseChangeRepository changes, Rebuilding rebuilding) {
        this.ledger = ledger;
        this.changes = changes;
        this.rebuilding = rebuilding;
    }

    /**
     * Undoes what followed a change and is not at the provider, down to the last add-on. What has ended there already stays
     * ended. The caller settles the undone ones and sends the new ones on their way.
     *
     * @throws Refused if the provider has confirmed more or fewer seats that followed
     */
    Rebuilding.Rebuilt takeBack(LicenseChange vain, String why) {
        var undone = new ArrayList<LicenseChange>();
        var anew = new ArrayList<LicenseChange>();
        for (var below : following(vain)) {
            if (isThere(below, vain) || ledger.undoing(below).isPresent()) {
                continue;
            }
            var further = takeBack(below, why);
            var rebuilt = rebuilding.without(below, why);
            if (below.is(SubscriptionEvent.DEACTIVATE)) {
                ledger.move(below.subscription(), below.foundStatus(), why);
            }
            undone.addAll(further.undone());
            undone.addAll(rebuilt.undone());
            undone.add(below);
            anew.addAll(further.anew());
            anew.addAll(rebuilt.anew());
        }
        return new Rebuilding.Rebuilt(undone, anew);
    }

    /** Seats that enter by a move are its other half. */
    private List<LicenseChange> following(LicenseChange vain) {
        return changes.findFollowing(vain.id()).stream()
                .filter(below -> !below.is(SubscriptionEvent.CREATE))
                .map(below -> ledger.lockChange(below.number()))
                .toList();
    }

    private static boolean isThere(LicenseChange below, LicenseChange vain) {
        if (below.provisioningStatus() != ProvisioningStatus.PROVISIONED) {
            return false;
        }
        if (below.is(SubscriptionEvent.DEACTIVATE)) {
            return true;
        }
        throw new Refused(
                "followed-already",
                below + " followed " + vain.number() + " and the provider has it; change the quantity of "
                        + below.subscription() + " back first");
    }
}
