package io.tenantry.subscription;

import io.tenantry.catalog.Products;
import io.tenantry.contract.BillingContractView;
import io.tenantry.contract.BillingContracts;
import io.tenantry.customer.Customers;
import io.tenantry.customer.ProviderAccountMapped;
import io.tenantry.customer.ProviderAccountRemapped;
import io.tenantry.customer.ProviderAccounts;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Gives what was found at the provider its customer and its contract, once they are known. */
@Component
class Attachment {

    private static final String REASON = "Attached to the customer's default contract";

    private final SubscriptionRepository subscriptions;
    private final Customers customers;
    private final ProviderAccounts accounts;
    private final BillingContracts contracts;
    private final Products products;
    private final SellingPrices prices;
    private final Repricing repricing;
    private final LedgerTrail trail;
    private final ApplicationEventPublisher events;

    Attachment(
            SubscriptionRepository subscriptions,
            Customers customers,
            ProviderAccounts accounts,
            BillingContracts contracts,
            Products products,
            SellingPrices prices,
            Repricing repricing,
            LedgerTrail trail,
            ApplicationEventPublisher events) {
        this.subscriptions = subscriptions;
        this.customers = customers;
        this.accounts = accounts;
        this.contracts = contracts;
        this.products = products;
        this.prices = prices;
        this.repricing = repricing;
        this.trail = trail;
        this.events = events;
    }

    /** What was adopted of the tenant before belongs to its customer now, and to the default contract if there is one. */
    @EventListener
    void customerFound(ProviderAccountMapped event) {
        var customer = customers.get(event.customerNumber()).id();
        var account = accounts.get(event.providerAccountNumber()).id();
        var found = subscriptions.lockWithoutCustomer(account);
        for (var subscription : found) {
            subscription.belongsTo(customer);
            trail.acted(
                    subscription.number(),
                    "customer-found",
                    "Provider account " + event.providerAccountNumber() + " was mapped",
                    Map.of("customer", event.customerNumber()));
        }
        if (!found.isEmpty()) {
            toDefaultContract(customer);
        }
    }

    /**
     * What the tenant has goes to its new customer with it. Nothing of it was billed, else the tenant would have stayed;
     * what was agreed with the other customer does not bind this one, so contract and price are found anew.
     */
    @EventListener
    void customerChanged(ProviderAccountRemapped event) {
        var moved = subscriptions.lockOfAccount(event.providerAccountId(), event.fromCustomerId());
        for (var subscription : moved) {
            subscription.goesTo(event.toCustomerId());
            trail.acted(
                    subscription.number(),
                    "customer-changed",
                    event.reason(),
                    Map.of("customer", event.toCustomerNumber(), "account", event.providerAccountNumber()));
        }
        contracts
                .defaultOf(event.toCustomerId())
                .ifPresent(contract -> moved.forEach(subscription -> {
                    attach(subscription, contract);
                    repriced(subscription, contract);
                }));
    }

    private void repriced(Subscription subscription, BillingContractView contract) {
        if (!subscription.price().isKnown() || subscription.hasEnded()) {
            return;
        }
        var price = prices.findPrice(new Sale(
                subscription.toString(),
                subscription.productId(),
                subscription.price().salesUnit(),
                subscription.commitment().term(),
                repricing.dayOf(subscription),
                contract,
                null));
        if (price.isKnown()) {
            var product = subscription.productId() == null ? null : products.get(subscription.productId());
            repricing.apply(subscription, product, price, REASON);
        }
    }

    /** Those that were just adopted, onto the contract that somebody named. */
    List<String> to(Collection<UUID> ids, BillingContractView contract) {
        return subscriptions.findByIdIn(ids).stream()
                .map(subscription -> {
                    if (!contract.id().equals(subscription.owner().billingContractId())) {
                        attach(subscription, contract);
                        repriced(subscription, contract);
                    }
                    return subscription.number();
                })
                .sorted()
                .toList();
    }

    int toDefaultContract(UUID customerId) {
        var contract = contracts.defaultOf(customerId);
        if (contract.isEmpty()) {
            return 0;
        }
        var without = subscriptions.lockWithoutContract(customerId);
        without.forEach(subscription -> attach(subscription, contract.get()));
        return without.size();
    }

    private void attach(Subscription subscription, BillingContractView contract) {
        subscription.attachTo(contract);
        trail.acted(subscription.number(), "contract-attached", REASON, Map.of("contract", contract.number()));
        var product = subscription.productId() == null ? null : products.get(subscription.productId());
        if (!subscription.price().isKnown() && !subscription.hasEnded()) {
            var price = prices.findPrice(new Sale(
                    subscription.toString(),
                    subscription.productId(),
                    AdoptedSubscriptions.salesUnit(subscription.commitment().billingPlan()),
                    subscription.commitment().term(),
                    repricing.dayOf(subscription),
                    contract,
                    null));
            repricing.apply(subscription, product, price, REASON);
        }
        events.publishEvent(new SubscriptionCorrected(subscription.number()));
    }
}
