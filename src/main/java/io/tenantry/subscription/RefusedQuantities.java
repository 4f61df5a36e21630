package io.tenantry.subscription;

import io.tenantry.shared.Refused;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Changes of quantity that the provider refused, taken back in our own books: from the day on which they would have counted
 * it is as if they had never been. The provider has what it had, so it is told nothing, and nothing of it waits for
 * anybody: not even where the customer's credit is held, for it owes no more than before.
 *
 * <p>25 seats were to become 20 on 3 March, and the provider refused it: the ledger gets +5 from 3 March on and says 25.
 */
@Service
@Transactional
public class RefusedQuantities {

    private final Ledger ledger;
    private final LicenseChangeRepository changes;
    private final Undoings undoings;
    private final Settlement settlement;

    RefusedQuantities(Ledger ledger, LicenseChangeRepository changes, Undoings undoings, Settlement settlement) {
        this.ledger = ledger;
        this.changes = changes;
        this.undoings = undoings;
        this.settlement = settlement;
    }

    /**
     * What follows it below and has yet to go to the provider is taken back with it.
     *
     * @return how many seats the subscription has without it
     * @throws Refused unless it is a change of quantity that has failed; then nothing is written
     */
    public int takeBack(String changeNumber, String reason) {
        ChangePlanning.requireReason(reason);
        var change = ledger.lockChange(changeNumber);
        if (change.provisioningStatus() != ProvisioningStatus.FAILED_PROVISIONING
                || !change.is(SubscriptionEvent.UPDATE)
                || change.instruction() != null
                || change.quantityDelta() == 0) {
            throw new Refused(
                    "not-refused",
                    change + " is " + change.provisioningStatus().label()
                            + "; only a change of quantity that has failed can be taken back without a new one");
        }
        takeBack(change, "Takes back " + change.number() + ": " + reason);
        return change.subscription().quantity();
    }

    private void takeBack(LicenseChange change, String why) {
        for (var below : changes.findFollowing(change.id())) {
            ledger.lock(below.subscription().number());
            if (below.isOpen()) {
                takeBack(below, why);
            }
        }
        undoings.undo(change, why);
        settlement.notApplicable(change, why);
    }
}
