package io.tenantry.subscription;

import io.tenantry.catalog.ProductView;
import io.tenantry.catalog.Products;
import io.tenantry.contract.BillingContractView;
import io.tenantry.contract.BillingContracts;
import io.tenantry.customer.ProviderAccountView;
import io.tenantry.customer.ProviderAccounts;
import io.tenantry.shared.Refused;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Checks an order for a new subscription, and opens its ledger. Nothing is written unless all of it is right. */
@Component
class SubscriptionOrdering {

    /** Older starts are catch-up billing, which is entered as such and never by a mistyped year. */
    static final int DAYS_BACK = 90;

    private final ProviderAccounts accounts;
    private final Products products;
    private final BillingContracts contracts;
    private final SellingPrices prices;
    private final Ledger ledger;
    private final LedgerCalendar calendar;
    private final ApplicationEventPublisher events;

    SubscriptionOrdering(
            ProviderAccounts accounts,
            Products products,
            BillingContracts contracts,
            SellingPrices prices,
            Ledger ledger,
            LedgerCalendar calendar,
            ApplicationEventPublisher events) {
        this.accounts = accounts;
        this.products = products;
        this.contracts = contracts;
        this.prices = prices;
        this.ledger = ledger;
        this.calendar = calendar;
        this.events = events;
    }

    Subscription place(NewSubscription order) {
        Term.requireSellable(order.term(), order.billingPlan());
        requireQuantity(order.quantity());
        var account = accounts.get(order.providerAccountNumber());
        var customer = requireMapped(account);
        var contract = contractFor(order, account, customer);
        requireStart(order, contract);
        var product = requireProduct(account.provider(), order.partNumber());
        var parent = parentOf(order, account, customer);
        var price = prices.require(prices.quote(new Sale(
                product.title() + " (" + product.providerPartNumber() + ")",
                product.id(),
                order.salesUnit(),
                order.term(),
                order.startDate(),
                contract,
                order.unitPrice())));
        var subscription = new Subscription(draft(order, account, contract, product, parent));
        var creation = ledger.append(
                subscription,
                LedgerEntry.asked(SubscriptionEvent.CREATE, order.startDate(), "Ordered")
                        .by(order.quantity())
                        .to(product.id())
                        .at(price));
        events.publishEvent(new SubscriptionRequested(
                subscription.number(), creation.number(), calendar.provisionOn(order.startDate(), order.quantity())));
        return subscription;
    }

    static void requireQuantity(int quantity) {
        if (quantity < 1 || quantity > Subscription.MAX_QUANTITY) {
            throw new Refused(
                    "invalid-quantity",
                    "Quantity " + quantity + " cannot be ordered; give 1 to " + Subscription.MAX_QUANTITY);
        }
    }

    static UUID requireMapped(ProviderAccountView account) {
        if (account.customerId() == null) {
            throw new Refused(
                    "account-unmapped",
                    "Provider account " + account.number() + " (" + account.name() + ", " + account.domain()
                            + ") belongs to no customer yet; complete the task 'Map provider account' or POST"
                            + " /api/v1/provider-accounts/" + account.number() + "/mapping, then repeat");
        }
        return account.customerId();
    }

    private ProductView requireProduct(String provider, String partNumber) {
        var product = products.find(provider, partNumber)
                .orElseThrow(() -> new Refused(
                        "product-unknown",
                        "Product '" + partNumber + "' of " + provider
                                + " is not in the catalog; load the provider's price sheet first"));
        if (!product.active()) {
            throw new Refused(
                    "product-retired",
                    "Product '" + partNumber + "' (" + product.title() + ") is no longer sold; choose its successor");
        }
        return product;
    }

    private BillingContractView contractFor(NewSubscription order, ProviderAccountView account, UUID customer) {
        var contract = order.contractNumber() == null
                ? contracts
                        .defaultOf(customer)
                        .orElseThrow(
                                () -> new Refused(
                                        "contract-missing",
                                        "Customer " + account.customerNumber()
                                                + " has no single default billing contract; name a contract or mark one as default"))
                : contracts.get(order.contractNumber());
        if (!contract.customerId().equals(customer)) {
            throw new Refused(
                    "contract-of-another",
                    "Billing contract " + contract.number() + " is of " + contract.customerNumber() + ", but tenant "
                            + account.number() + " belongs to " + account.customerNumber());
        }
        if (!contract.status().equals("ACTIVE")) {
            throw new Refused(
                    "contract-inactive",
                    "Billing contract " + contract.number() + " is " + contract.status()
                            + "; activate it or name another one");
        }
        return contract;
    }

    private void requireStart(NewSubscription order, BillingContractView contract) {
        var start = order.startDate();
        var today = calendar.today();
        if (start.isBefore(contract.startDate())) {
            throw invalidStart(
                    start,
                    "lies before billing contract " + contract.number() + " starts on " + contract.startDate()
                            + "; start on that day or later");
        }
        if (contract.endDate() != null && !start.isBefore(contract.endDate())) {
            throw invalidStart(
                    start,
                    "lies after billing contract " + contract.number() + " ends on " + contract.endDate()
                            + "; name another contract");
        }
        if (start.isBefore(today.minusDays(DAYS_BACK))) {
            throw invalidStart(
                    start,
                    "lies more than " + DAYS_BACK + " days back; start on " + today.minusDays(DAYS_BACK)
                            + " at the earliest");
        }
        if (start.isAfter(today.plusYears(1))) {
            throw invalidStart(start, "lies more than a year ahead; start on " + today.plusYears(1) + " at the latest");
        }
    }

    private @Nullable Subscription parentOf(NewSubscription order, ProviderAccountView account, UUID customer) {
        if (order.parentNumber() == null) {
            return null;
        }
        var parent = ledger.subscription(order.parentNumber());
        if (!account.id().equals(parent.atProvider().providerAccountId())
                || !customer.equals(parent.owner().customerId())) {
            throw new Refused(
                    "parent-of-another",
                    parent + " belongs to another tenant or customer than " + account.number()
                            + "; name the true base subscription of the same tenant");
        }
        if (parent.hasEnded()) {
            throw new Refused(
                    "parent-ended",
                    parent + " is " + parent.status() + "; an add-on needs a base subscription that is in force");
        }
        return parent;
    }

    private SubscriptionDraft draft(
            NewSubscription order,
            ProviderAccountView account,
            BillingContractView contract,
            ProductView product,
            @Nullable Subscription parent) {
        var name = order.name() == null || order.name().isBlank()
                ? product.title()
                : order.name().strip();
        return new SubscriptionDraft(
                ledger.nextSubscriptionNumber(),
                name,
                new Owner(contract.customerId(), contract.id(), contract.priceListId()),
                new AtProvider(account.provider(), account.id(), product.providerPartNumber(), null, null),
                product,
                new Commitment(order.term(), order.billingPlan(), order.startDate(), null, null, order.autoRenew()),
                new Appearance(order.billable(), order.showOnInvoice(), order.displayOnPortal()),
                parent == null ? null : parent.id(),
                ChangeSource.PORTAL,
                null);
    }

    private static Refused invalidStart(java.time.LocalDate start, String why) {
        return new Refused("invalid-start", "Start date " + start + " " + why);
    }
}
