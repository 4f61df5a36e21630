package io.tenantry.subscription;

import io.tenantry.contract.BillingContracts;
import io.tenantry.customer.ProviderAccountView;
import io.tenantry.customer.ProviderAccounts;
import io.tenantry.shared.Refused;
import java.util.Map;
import java.util.Objects;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Orders that the provider does not have yet, and what of them can still be put right in place: their first day, and the
 * tenant that gets them. What it has is changed by a license change instead. Provisioning best practices §10.
 */
@Service
@Transactional
public class OpenOrders {

    private final Ledger ledger;
    private final LedgerTrail trail;
    private final LedgerCalendar calendar;
    private final Settlement settlement;
    private final Waits waits;
    private final SubscriptionRepository subscriptions;
    private final BillingContracts contracts;
    private final ProviderAccounts accounts;
    private final ApplicationEventPublisher events;

    OpenOrders(
            Ledger ledger,
            LedgerTrail trail,
            LedgerCalendar calendar,
            Settlement settlement,
            Waits waits,
            SubscriptionRepository subscriptions,
            BillingContracts contracts,
            ProviderAccounts accounts,
            ApplicationEventPublisher events) {
        this.ledger = ledger;
        this.trail = trail;
        this.calendar = calendar;
        this.settlement = settlement;
        this.waits = waits;
        this.subscriptions = subscriptions;
        this.contracts = contracts;
        this.accounts = accounts;
        this.events = events;
    }

    /**
     * An order for a later day starts today: it goes to the provider now, and is billed from today on at the price that
     * was agreed. Ten seats at 12.00 a month ordered for 11 April cost 80.00 in April; started on 1 April, 120.00.
     * Publishes {@link StartBroughtForward}.
     *
     * @throws Refused if its day has come, or its contract does not run today
     */
    public void startToday(String changeNumber, String reason) {
        ChangePlanning.requireReason(reason);
        var creation = ledger.lockChange(changeNumber);
        var subscription = creation.subscription();
        var today = calendar.today();
        requireOrder(creation);
        if (creation.provisioningStatus() != ProvisioningStatus.AWAITING_PROVISIONING
                || !creation.effectiveDate().isAfter(today)) {
            throw new Refused(
                    "wrong-status",
                    creation + " is " + creation.provisioningStatus().label() + " and starts on "
                            + creation.effectiveDate() + "; only an order for a later day can start sooner");
        }
        var contract = contracts.get(Objects.requireNonNull(
                subscription.owner().billingContractId(), () -> subscription + " was ordered without a contract"));
        StartDates.require(today, contract, today);
        var before = creation.effectiveDate();
        creation.takesEffectOn(today);
        subscription.recommit(subscription.commitment().startingOn(today));
        ledger.flush();
        waits.over(changeNumber);
        trail.acted(changeNumber, "start-brought-forward", reason, Map.of("from", before, "to", today));
        events.publishEvent(new StartBroughtForward(
                changeNumber, subscription.number(), calendar.provisionOn(today, creation.quantityDelta())));
    }

    /**
     * An order that failed was for the wrong tenant: it goes to another one of the same customer at the same provider,
     * and is put back to Awaiting.
     *
     * @throws Refused if the provider may have it, or the tenant is not the same customer's
     */
    public void moveTo(String changeNumber, String providerAccountNumber, String reason) {
        ChangePlanning.requireReason(reason);
        var creation = ledger.lockChange(changeNumber);
        var subscription = creation.subscription();
        requireOrder(creation);
        if (creation.provisioningStatus() != ProvisioningStatus.FAILED_PROVISIONING) {
            throw new Refused(
                    "wrong-status",
                    creation + " is " + creation.provisioningStatus().label()
                            + "; only an order that failed can go to another tenant");
        }
        var account = accounts.get(providerAccountNumber);
        requireSameOwner(subscription, account);
        var before = accounts.get(subscription.atProvider().providerAccountId()).number();
        subscription.orderedFor(account.id());
        ledger.flush();
        trail.acted(
                subscription.number(),
                "tenant-corrected",
                reason,
                Map.of("from", before, "to", account.number(), "change", changeNumber));
        settlement.requeue(creation, reason);
    }

    private static void requireOrder(LicenseChange change) {
        var there = change.subscription().atProvider();
        if (!change.is(SubscriptionEvent.CREATE)
                || there.providerSubscriptionId() != null
                || there.providerOrderId() != null) {
            throw new Refused(
                    "not-an-open-order",
                    change + " is no order that the provider has yet to get; change the subscription instead");
        }
    }

    /** Base and add-ons are in one tenant, so what hangs together cannot go alone. */
    private void requireSameOwner(Subscription subscription, ProviderAccountView account) {
        var there = subscription.atProvider();
        if (!account.provider().equals(there.provider())
                || !Objects.equals(account.customerId(), subscription.owner().customerId())
                || account.id().equals(there.providerAccountId())) {
            throw new Refused(
                    "tenant-of-another",
                    "Tenant " + account.number() + " (" + account.name() + ") is not another tenant of the customer of "
                            + subscription + " at " + there.provider() + "; name one that is");
        }
        if (subscriptions.treeOf(subscription.id()).size() > 1) {
            throw new Refused(
                    "hangs-together",
                    subscription
                            + " hangs together with others of its tenant; take it off its parent, or order it anew");
        }
    }
}
