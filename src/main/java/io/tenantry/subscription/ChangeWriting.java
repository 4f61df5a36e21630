package io.tenantry.subscription;

import io.tenantry.catalog.Products;
import io.tenantry.catalog.Units;
import io.tenantry.contract.BillingContracts;
import io.tenantry.shared.Money;
import io.tenantry.shared.Refused;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes a planned change into the ledger, now: at its price, with its product, in the state that allows it. */
@Component
class ChangeWriting {

    private final Ledger ledger;
    private final Followers followers;
    private final SellingPrices prices;
    private final Products products;
    private final Units units;
    private final BillingContracts contracts;

    ChangeWriting(
            Ledger ledger,
            Followers followers,
            SellingPrices prices,
            Products products,
            Units units,
            BillingContracts contracts) {
        this.ledger = ledger;
        this.followers = followers;
        this.prices = prices;
        this.products = products;
        this.units = units;
        this.contracts = contracts;
    }

    /** @throws Refused if the subscription is in no state to change */
    void requireChangeable(Subscription subscription, SubscriptionEvent event) {
        if (event == SubscriptionEvent.ACTIVATE) {
            requireActivatable(subscription);
            return;
        }
        var suspended = subscription.status() == SubscriptionStatus.SUSPENDED;
        if (subscription.hasEnded() || suspended && event != SubscriptionEvent.DEACTIVATE) {
            throw new Refused(
                    "not-changeable",
                    subscription + " is " + subscription.status() + " and cannot change; "
                            + (suspended ? "reactivate it at the provider first" : "order a new one"));
        }
        requireMapped(subscription);
    }

    /** Only what was deactivated here comes back: what the provider ended does not. */
    private static void requireActivatable(Subscription subscription) {
        if (subscription.status() != SubscriptionStatus.INACTIVE) {
            throw new Refused(
                    "not-changeable",
                    subscription + " is " + subscription.status() + " and cannot be activated; "
                            + (subscription.hasEnded()
                                    ? "order a new one"
                                    : "only one that was deactivated here can; change its quantity instead"));
        }
        requireMapped(subscription);
    }

    private static void requireMapped(Subscription subscription) {
        if (subscription.owner().customerId() == null) {
            throw new Refused(
                    "account-unmapped",
                    "Account does not exist for " + subscription
                            + ". Map its provider account to a customer, then repeat.");
        }
    }

    /**
     * Writes it with all that follows it.
     *
     * @throws Refused if its product has no price, or something below cannot follow
     */
    LicenseChange write(Subscription subscription, PlannedChange plan, String actor) {
        var steps = followers.of(subscription, plan);
        var product = plan.productId() == null ? null : products.get(plan.productId());
        var change = ledger.append(
                subscription,
                LedgerEntry.asked(plan.event(), plan.effectiveDate(), plan.reason())
                        .by(plan.quantityDelta())
                        .to(plan.productId())
                        .at(priceAfter(subscription, plan))
                        .refunding(plan.refund())
                        .askedBy(actor));
        if (product != null) {
            subscription.takesRulesOf(product);
        }
        if (plan.event() == SubscriptionEvent.DEACTIVATE) {
            ledger.move(subscription, SubscriptionStatus.INACTIVE, plan.reason());
        }
        followers.follow(steps, change, plan, actor);
        if (plan.event() == SubscriptionEvent.ACTIVATE) {
            ledger.move(subscription, SubscriptionStatus.ACTIVE, plan.reason());
        }
        return change;
    }

    /** The price after the change; null where it stays. */
    @Nullable
    Price priceAfter(Subscription subscription, PlannedChange plan) {
        var present = subscription.price();
        var agreed = money(plan.unitPrice(), present.currency());
        if (plan.productId() == null) {
            return agreed == null ? null : Price.of(agreed, unitOf(present), units.requireMonths(unitOf(present)));
        }
        var contract = subscription.owner().billingContractId();
        if (contract == null) {
            throw new Refused(
                    "contract-missing",
                    subscription + " has no billing contract to price the product with; attach one");
        }
        return prices.require(prices.quote(new Sale(
                subscription.toString(),
                plan.productId(),
                present.salesUnit(),
                subscription.commitment().term(),
                plan.effectiveDate(),
                contracts.get(contract),
                agreed)));
    }

    /**
     * What was agreed must still fit: unit and currency of the price against those of the contract.
     *
     * @throws Refused with the reason of the decision that says no
     */
    void requireFitting(Subscription subscription, PlannedChange plan) {
        var contract = subscription.owner().billingContractId();
        var present = subscription.price();
        if (contract == null || !present.isKnown() || plan.event() == SubscriptionEvent.DEACTIVATE) {
            return;
        }
        var agreed = money(plan.unitPrice(), present.currency());
        prices.requireFitting(prices.quote(new Sale(
                subscription.toString(),
                plan.productId() == null ? subscription.productId() : plan.productId(),
                present.salesUnit(),
                subscription.commitment().term(),
                plan.effectiveDate(),
                contracts.get(contract),
                agreed == null && plan.productId() == null ? present.perUnit() : agreed)));
    }

    private static String unitOf(Price price) {
        return price.salesUnit() == null ? "" : price.salesUnit();
    }

    private static @Nullable Money money(@Nullable BigDecimal amount, @Nullable String currency) {
        return amount == null || currency == null ? null : Money.of(amount, currency);
    }
}
