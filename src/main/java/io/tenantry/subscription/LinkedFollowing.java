package io.tenantry.subscription;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Lets linked changes follow what becomes of their parent's: in the transaction that decides it. One that had failed
 * with its parent's goes on once that is provisioned after all, and is set aside with it.
 */
@Component
class LinkedFollowing {

    private final Ledger ledger;
    private final LicenseChangeRepository changes;
    private final Settlement settlement;
    private final ApplicationEventPublisher events;

    LinkedFollowing(
            Ledger ledger, LicenseChangeRepository changes, Settlement settlement, ApplicationEventPublisher events) {
        this.ledger = ledger;
        this.changes = changes;
        this.settlement = settlement;
        this.events = events;
    }

    @EventListener
    void settled(LicenseChangeSettled event) {
        changes.findPusherOf(event.changeNumber()).ifPresent(child -> {
            decided(child, event.changeNumber());
            follow(child, event.changeNumber());
        });
    }

    @EventListener
    void failed(LicenseChangeFailed event) {
        changes.findPusherOf(event.changeNumber()).ifPresent(child -> decided(child, event.changeNumber()));
    }

    private void decided(String child, String parent) {
        events.publishEvent(new LinkedParentDecided(child, parent));
    }

    private void follow(String child, String parent) {
        var change = ledger.lockChange(child);
        if (change.provisioningStatus() != ProvisioningStatus.FAILED_PROVISIONING) {
            return;
        }
        if (ledger.change(parent).provisioningStatus() == ProvisioningStatus.NOT_APPLICABLE) {
            settlement.notApplicable(change, parent + " of the linked parent was set to Not Applicable");
            return;
        }
        settlement.requeue(change, parent + " of the linked parent is settled now");
    }
}
