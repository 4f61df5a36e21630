package io.tenantry.subscription;

import io.tenantry.catalog.ProductView;
import io.tenantry.contract.BillingContractView;
import io.tenantry.customer.ProviderAccountView;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Opens the ledger of what somebody bought at the provider. What it lacks (customer, contract, product, price) stays
 * empty and shows as a finding; nothing is guessed. Provisioning best practices §1 and §2.
 */
@Component
class AdoptedSubscriptions {

    private final Ledger ledger;
    private final LedgerCalendar calendar;

    AdoptedSubscriptions(Ledger ledger, LedgerCalendar calendar) {
        this.ledger = ledger;
        this.calendar = calendar;
    }

    /** @return its Create change, dated on the day on which it began at the provider */
    LicenseChange adopt(SeenSubscription seen, ProviderAccountView tenant, AdoptionFacts facts) {
        var product = facts.product(seen.provider(), seen.partNumber());
        var contract = facts.defaultContract(tenant.customerId());
        var subscription = new Subscription(draft(seen, tenant, product, contract));
        subscription.lookAhead(Outlook.of(seen.ahead()));
        var created = ledger.append(
                subscription,
                LedgerEntry.seen(SubscriptionEvent.CREATE, calendar.dayOf(seen.startedAt()), "Found at the provider")
                        .by(seen.quantity())
                        .to(product == null ? null : product.id())
                        .at(price(subscription, product, contract, facts)));
        ledger.move(
                subscription,
                SeenStatus.of(seen.status()).oursOr(SubscriptionStatus.ACTIVE),
                "The provider says " + seen.status());
        return created;
    }

    /** The unit that a billing plan is sold in. */
    static @Nullable String salesUnit(String billingPlan) {
        return Map.of("MONTHLY", "MONTHLY", "ANNUAL", "ANNUAL", "TRIENNIAL", "TRIENNIAL")
                .get(billingPlan);
    }

    private @Nullable Price price(
            Subscription subscription,
            @Nullable ProductView product,
            @Nullable BillingContractView contract,
            AdoptionFacts facts) {
        if (contract == null) {
            return null;
        }
        return facts.price(new Sale(
                subscription.toString(),
                product == null ? null : product.id(),
                salesUnit(subscription.commitment().billingPlan()),
                subscription.commitment().term(),
                calendar.today(),
                contract,
                null));
    }

    private SubscriptionDraft draft(
            SeenSubscription seen,
            ProviderAccountView tenant,
            @Nullable ProductView product,
            @Nullable BillingContractView contract) {
        return new SubscriptionDraft(
                ledger.nextSubscriptionNumber(),
                seen.name(),
                new Owner(
                        tenant.customerId(),
                        contract == null ? null : contract.id(),
                        contract == null ? null : contract.priceListId()),
                new AtProvider(
                        seen.provider(),
                        tenant.id(),
                        seen.partNumber(),
                        seen.providerSubscriptionId(),
                        seen.providerOrderId()),
                product,
                new Commitment(
                        seen.term(),
                        seen.billingPlan(),
                        calendar.dayOf(seen.startedAt()),
                        null,
                        seen.commitmentEnd(),
                        seen.autoRenew()),
                new Appearance(true, true, true),
                null,
                ChangeSource.PROVIDER,
                seen.startedAt());
    }
}
