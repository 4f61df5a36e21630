package io.tenantry.subscription;

import io.tenantry.customer.AgreementAccepted;
import io.tenantry.customer.Agreements;
import io.tenantry.customer.CreditHolds;
import io.tenantry.customer.CreditReleased;
import io.tenantry.customer.Customers;
import io.tenantry.customer.ProviderAccountMapped;
import io.tenantry.customer.ProviderAccounts;
import java.util.List;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Whether a change may go to the provider at all: its tenant belongs to a customer, whose credit is not held, and which
 * has accepted the provider's agreement. Each reason is released by exactly what lifts it.
 *
 * <p>A hold stops what would make the customer owe more. Seats that are given back, a deactivation, a suspension for
 * not paying and a renewal that is called off are not held.
 */
@Service
@Transactional
public class Clearances {

    private final Ledger ledger;
    private final LicenseChangeRepository changes;
    private final ProviderAccounts accounts;
    private final Customers customers;
    private final CreditHolds credit;
    private final Agreements agreements;
    private final ApplicationEventPublisher events;

    Clearances(
            Ledger ledger,
            LicenseChangeRepository changes,
            ProviderAccounts accounts,
            Customers customers,
            CreditHolds credit,
            Agreements agreements,
            ApplicationEventPublisher events) {
        this.ledger = ledger;
        this.changes = changes;
        this.accounts = accounts;
        this.customers = customers;
        this.credit = credit;
        this.agreements = agreements;
        this.events = events;
    }

    /** The answer holds until the caller's transaction ends: whoever releases meanwhile wakes what was set to wait. */
    public Clearance of(String changeNumber) {
        changes.findAccount(changeNumber).ifPresent(agreements::hold);
        return of(ledger.lockChange(changeNumber));
    }

    private Clearance of(LicenseChange change) {
        var subscription = change.subscription();
        var customer = subscription.owner().customerId();
        var account = accounts.get(subscription.atProvider().providerAccountId());
        if (customer == null) {
            return new Clearance(
                    WaitingFor.MAPPING,
                    "Account does not exist for " + subscription + ". Map provider account " + account.number()
                            + " to a customer.");
        }
        if (!change.owesMore()) {
            return Clearance.GIVEN;
        }
        if (credit.blocks(customer)) {
            var number = customers.get(customer).number();
            return new Clearance(
                    WaitingFor.CREDIT_HOLD,
                    "Credit of customer " + number + " is held; lift the hold (PUT /api/v1/customers/" + number
                            + "/credit-hold).");
        }
        var sells = account.provider().equals(subscription.atProvider().provider());
        if (sells && agreements.blocks(account.id())) {
            return new Clearance(
                    WaitingFor.AGREEMENT,
                    "Tenant " + account.number() + " (" + account.name()
                            + ") has not accepted the customer agreement of " + account.provider()
                            + "; have it accepted there, or record the acceptance.");
        }
        return Clearance.GIVEN;
    }

    @EventListener
    void released(CreditReleased event) {
        var number = event.customerNumber();
        wake(
                number == null
                        ? changes.findAwaiting()
                        : changes.findAwaitingOfCustomer(customers.get(number).id()));
    }

    @EventListener
    void accepted(AgreementAccepted event) {
        wake(changes.findAwaitingOfAccount(account(event.providerAccountNumber())));
    }

    /** After the subscriptions of the tenant have got their customer. */
    @EventListener
    @Order(100)
    void mapped(ProviderAccountMapped event) {
        wake(changes.findAwaitingOfAccount(account(event.providerAccountNumber())));
    }

    private UUID account(String number) {
        return accounts.get(number).id();
    }

    private void wake(List<LicenseChange> awaiting) {
        for (var change : awaiting) {
            if (of(change).given()) {
                events.publishEvent(new ClearanceGiven(
                        change.number(), change.subscription().number()));
            }
        }
    }
}
