package io.tenantry.subscription;

import io.tenantry.contract.BillingContracts;
import io.tenantry.shared.Refused;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Whether what is not used may be credited: as the contract says, or the global setting where it leaves that open. */
@Component
class Refunds {

    private final BillingContracts contracts;
    private final boolean global;

    Refunds(BillingContracts contracts, @Value("${tenantry.invoicing.process-refunds:true}") boolean global) {
        this.contracts = contracts;
        this.global = global;
    }

    /** @throws Refused if a deactivation is to be refunded under a contract that allows none */
    void require(Subscription subscription, PlannedChange plan) {
        var contract = subscription.owner().billingContractId();
        if (contract == null || plan.event() != SubscriptionEvent.DEACTIVATE || !plan.refund()) {
            return;
        }
        var terms = contracts.get(contract);
        var allowed =
                switch (terms.processRefunds()) {
                    case "YES" -> true;
                    case "NO" -> false;
                    default -> global;
                };
        if (!allowed) {
            throw new Refused(
                    "refund-not-allowed",
                    "Billing contract " + terms.number() + " of " + subscription
                            + " allows no refunds; deactivate without a refund, or let the contract process refunds");
        }
    }
}
