package io.tenantry.subscription;

import io.tenantry.catalog.ProductView;
import io.tenantry.catalog.Products;
import io.tenantry.contract.BillingContractView;
import io.tenantry.contract.BillingContracts;
import io.tenantry.shared.Refused;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Puts right what was wrong with a sale: contract, product, unit or price. The provider is told nothing of it. */
@Component
class Corrections {

    private final Ledger ledger;
    private final SubscriptionRepository subscriptions;
    private final Products products;
    private final BillingContracts contracts;
    private final SellingPrices prices;
    private final Repricing repricing;
    private final LedgerTrail trail;
    private final ApplicationEventPublisher events;

    Corrections(
            Ledger ledger,
            SubscriptionRepository subscriptions,
            Products products,
            BillingContracts contracts,
            SellingPrices prices,
            Repricing repricing,
            LedgerTrail trail,
            ApplicationEventPublisher events) {
        this.ledger = ledger;
        this.subscriptions = subscriptions;
        this.products = products;
        this.contracts = contracts;
        this.prices = prices;
        this.repricing = repricing;
        this.trail = trail;
        this.events = events;
    }

    void correct(Subscription subscription, Correction correction) {
        ChangePlanning.requireReason(correction.reason());
        requireInForce(subscription);
        var contract = contractAfter(subscription, correction);
        var product = productAfter(subscription, correction);
        var price = prices.require(prices.quote(sale(subscription, correction, contract, product)));
        subscription.attachTo(contract);
        if (product != null) {
            subscription.takesRulesOf(product);
        }
        repricing.apply(subscription, product, price, correction.reason());
        trail.acted(
                subscription.number(),
                "subscription-corrected",
                correction.reason(),
                Map.of(
                        "contract", contract.number(),
                        "partNumber", subscription.atProvider().providerPartNumber(),
                        "salesUnit", String.valueOf(price.salesUnit()),
                        "unitPrice", String.valueOf(price.perUnit())));
        events.publishEvent(new SubscriptionCorrected(subscription.number()));
    }

    /** What is sold with another one goes along with it, so none is left behind. */
    List<String> moveAll(BillingContractView from, String toContract, String reason) {
        var found = subscriptions.lockInForceOn(from.id());
        if (found.isEmpty() || from.number().equals(toContract)) {
            throw new Refused(
                    "nothing-to-move",
                    "Contract " + from.number() + " has no subscription that could move to " + toContract);
        }
        found.forEach(each -> correct(each, new Correction(null, toContract, null, null, reason)));
        return found.stream().map(Subscription::number).sorted().toList();
    }

    private static void requireInForce(Subscription subscription) {
        if (subscription.hasEnded()) {
            throw new Refused(
                    "not-changeable", subscription + " is " + subscription.status() + "; there is nothing to correct");
        }
        if (subscription.owner().customerId() == null) {
            throw new Refused(
                    "account-unmapped",
                    "Account does not exist for " + subscription + ". Map its provider account to a customer first.");
        }
    }

    private BillingContractView contractAfter(Subscription subscription, Correction correction) {
        var present = subscription.owner().billingContractId();
        if (correction.contractNumber() == null) {
            if (present == null) {
                throw new Refused(
                        "contract-missing", subscription + " has no billing contract; name one in the correction");
            }
            return contracts.get(present);
        }
        var wanted = contracts.get(correction.contractNumber());
        if (!wanted.customerId().equals(subscription.owner().customerId())) {
            throw new Refused(
                    "contract-of-another",
                    "Billing contract " + wanted.number() + " is of " + wanted.customerNumber()
                            + ", who is not the customer of " + subscription);
        }
        if (present != null
                && !present.equals(wanted.id())
                && isProvisioned(subscription)
                && contracts.isInvoiced(present)) {
            throw new Refused(
                    "contract-fixed",
                    subscription + " is billed by another contract already; only what is not provisioned, or was never"
                            + " invoiced, can move");
        }
        return wanted;
    }

    private @Nullable ProductView productAfter(Subscription subscription, Correction correction) {
        if (correction.partNumber() == null) {
            return subscription.productId() == null ? null : products.get(subscription.productId());
        }
        var provider = subscription.atProvider();
        var product = products.find(provider.provider(), correction.partNumber())
                .orElseThrow(() -> new Refused(
                        "product-unknown",
                        "Product '" + correction.partNumber() + "' of " + provider.provider()
                                + " is not in the catalog; load the provider's price sheet first"));
        if (isProvisioned(subscription) && !product.providerPartNumber().equals(provider.providerPartNumber())) {
            throw new Refused(
                    "product-fixed",
                    subscription + " is provisioned as '" + provider.providerPartNumber()
                            + "'; request a change of its product instead");
        }
        return product;
    }

    private Sale sale(
            Subscription subscription,
            Correction correction,
            BillingContractView contract,
            @Nullable ProductView product) {
        var present = subscription.price();
        var unit = correction.salesUnit() == null ? present.salesUnit() : correction.salesUnit();
        var productId = product == null ? null : product.id();
        var priceStays = !correction.listPrice()
                && Objects.equals(unit, present.salesUnit())
                && Objects.equals(productId, subscription.productId())
                && contract.id().equals(subscription.owner().billingContractId());
        var agreed = correction.unitPrice() == null && priceStays ? present.perUnit() : correction.unitPrice();
        return new Sale(
                subscription.toString(),
                productId,
                unit,
                subscription.commitment().term(),
                repricing.dayOf(subscription),
                contract,
                agreed);
    }

    private static boolean isProvisioned(Subscription subscription) {
        return subscription.status() != SubscriptionStatus.AWAITING_PROVISIONING;
    }
}
