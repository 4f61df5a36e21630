package io.tenantry.subscription;

import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** What becomes of the seats that leave becomes of those that enter: the provider was told of both by one order. */
@Component
class MoveOutcomes {

    private final Ledger ledger;
    private final Replacements replacements;
    private final Settlement settlement;

    MoveOutcomes(Ledger ledger, Replacements replacements, Settlement settlement) {
        this.ledger = ledger;
        this.replacements = replacements;
        this.settlement = settlement;
    }

    /** Before those go on that wait for the new subscription. */
    @EventListener
    @Order(0)
    void settled(LicenseChangeSettled event) {
        var leaving = ledger.change(event.changeNumber());
        replacements.entering(leaving).ifPresent(entering -> {
            if (leaving.provisioningStatus() == ProvisioningStatus.PROVISIONED) {
                handOver(leaving.subscription(), entering.subscription());
                settlement.provisioned(entering);
            } else {
                settlement.notApplicable(entering, leaving.number() + " was set to Not Applicable");
            }
        });
    }

    @EventListener
    void failed(LicenseChangeFailed event) {
        replacements
                .entering(ledger.change(event.changeNumber()))
                .ifPresent(entering -> settlement.failedWithItsOtherHalf(entering, event.words()));
    }

    @EventListener
    @Order(0)
    void requeued(LicenseChangeRequeued event) {
        var leaving = ledger.change(event.changeNumber());
        replacements
                .entering(leaving)
                .filter(entering -> entering.provisioningStatus() != ProvisioningStatus.AWAITING_PROVISIONING)
                .ifPresent(
                        entering -> settlement.awaitAgain(entering, leaving.number() + " goes to the provider again"));
    }

    /** A subscription that moved as a whole keeps its id at the provider: there it is the new one now. */
    private void handOver(Subscription old, Subscription successor) {
        var id = old.atProvider().providerSubscriptionId();
        if (successor.atProvider().providerSubscriptionId() != null || id == null || old.quantity() > 0) {
            return;
        }
        var order = old.atProvider().providerOrderId();
        old.noLongerAtProvider();
        ledger.flush();
        successor.knownAtProviderAs(order, id);
    }
}
