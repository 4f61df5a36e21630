package io.tenantry.subscription;

import io.tenantry.catalog.Products;
import io.tenantry.contract.BillingContracts;
import io.tenantry.customer.ProviderAccountView;
import io.tenantry.customer.ProviderAccounts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Compares what a look at the provider saw with the ledger, and writes what happened there. What is as it was is told
 * apart by the database and never loaded; the rest is read in a constant number of statements.
 */
@Component
class Adoption {

    private static final Logger LOG = LoggerFactory.getLogger(Adoption.class);

    private final ProviderAccounts accounts;
    private final SubscriptionRepository subscriptions;
    private final LicenseChangeRepository changes;
    private final SeenDifferences differences;
    private final AdoptedSubscriptions adopted;
    private final ProviderEdits edits;
    private final Products products;
    private final BillingContracts contracts;
    private final SellingPrices prices;
    private final Parents links;

    Adoption(
            ProviderAccounts accounts,
            SubscriptionRepository subscriptions,
            LicenseChangeRepository changes,
            SeenDifferences differences,
            AdoptedSubscriptions adopted,
            ProviderEdits edits,
            Products products,
            BillingContracts contracts,
            SellingPrices prices,
            Parents links) {
        this.accounts = accounts;
        this.subscriptions = subscriptions;
        this.changes = changes;
        this.differences = differences;
        this.adopted = adopted;
        this.edits = edits;
        this.products = products;
        this.contracts = contracts;
        this.prices = prices;
        this.links = links;
    }

    /** @param snapshot how things stood before the provider was asked; null trusts the answer as it is */
    AdoptionOutcome adopt(List<SeenSubscription> seen, @Nullable LedgerSnapshot snapshot) {
        var written = new ArrayList<SyncedChange>();
        var leftAlone = new HashMap<UUID, Integer>();
        var byProvider = seen.stream().collect(Collectors.groupingBy(SeenSubscription::provider));
        for (var each : byProvider.entrySet()) {
            var outcome = adopt(each.getKey(), each.getValue(), snapshot);
            written.addAll(outcome.changes());
            leftAlone.putAll(outcome.leftAlone());
        }
        return new AdoptionOutcome(written, leftAlone);
    }

    private AdoptionOutcome adopt(String provider, List<SeenSubscription> seen, @Nullable LedgerSnapshot snapshot) {
        var wanted = differences.toLookAt(provider, seen);
        var different = seen.stream()
                .filter(each -> wanted.contains(each.providerSubscriptionId()))
                .toList();
        if (different.isEmpty()) {
            return new AdoptionOutcome(List.of(), Map.of());
        }
        var tenants = accounts.lockForSync(provider, tenantsOf(different));
        var look = new Look(
                tenants,
                known(provider, different),
                new WaitingForTheirId(
                        subscriptions.lockUnknownAtProvider(ids(tenants.values())),
                        changes::findMidFlight,
                        changes::findSent),
                new AdoptionFacts(products, contracts, prices),
                snapshot);
        var outcome = takeOver(different, look);
        linkParents(different, look.known());
        return outcome;
    }

    /** One look at one provider. */
    private record Look(
            Map<String, ProviderAccountView> tenants,
            Map<String, Subscription> known,
            WaitingForTheirId waiting,
            AdoptionFacts facts,
            @Nullable LedgerSnapshot snapshot) {

        boolean isOutdated(Subscription subscription) {
            return snapshot != null && !snapshot.stillHolds(subscription);
        }
    }

    private AdoptionOutcome takeOver(List<SeenSubscription> different, Look look) {
        var midFlight = Set.copyOf(changes.findMidFlight(
                look.known().values().stream().map(Subscription::id).toList()));
        var written = new ArrayList<SyncedChange>();
        var leftAlone = new HashMap<UUID, Integer>();
        for (var each : different) {
            var tenant = look.tenants().get(each.tenantId());
            if (tenant == null) {
                LOG.warn("Skipped {} of unknown tenant {}", each.providerSubscriptionId(), each.tenantId());
                continue;
            }
            var subscription = look.known().get(each.providerSubscriptionId());
            if (subscription == null) {
                written.addAll(welcome(each, tenant, look));
            } else if (midFlight.contains(subscription.id()) || look.isOutdated(subscription)) {
                leftAlone.merge(tenant.id(), 1, Integer::sum);
            } else {
                written.addAll(edits.takeOver(subscription, each, look.facts()));
            }
        }
        return new AdoptionOutcome(written, leftAlone);
    }

    /** Unknown by its id: either one of ours whose id we have not heard yet, or somebody bought it at the provider. */
    private List<SyncedChange> welcome(SeenSubscription seen, ProviderAccountView tenant, Look look) {
        if (look.waiting().mayBecome(seen, tenant.id())) {
            return List.of();
        }
        var ours = look.waiting().take(seen, tenant.id());
        if (ours.isPresent()) {
            ours.get().knownAtProviderAs(seen.providerOrderId(), seen.providerSubscriptionId());
            look.known().put(seen.providerSubscriptionId(), ours.get());
            return edits.takeOver(ours.get(), seen, look.facts());
        }
        if (SeenStatus.of(seen.status()).hasEnded()) {
            return List.of();
        }
        var created = adopted.adopt(seen, tenant, look.facts());
        look.known().put(seen.providerSubscriptionId(), created.subscription());
        return List.of(
                new SyncedChange(created.id(), created.subscription().id(), tenant.id(), SyncedChange.What.ADOPTED));
    }

    private Map<String, Subscription> known(String provider, List<SeenSubscription> seen) {
        var ids = new HashSet<String>();
        for (var each : seen) {
            ids.add(each.providerSubscriptionId());
            Stream.ofNullable(each.parentProviderSubscriptionId()).forEach(ids::add);
        }
        var known = new HashMap<String, Subscription>();
        for (var subscription : subscriptions.lockKnownAtProvider(provider, ids)) {
            known.put(String.valueOf(subscription.atProvider().providerSubscriptionId()), subscription);
        }
        return known;
    }

    /** The provider's link is taken over where we have none; a loop, which no base can be part of, is left alone. */
    private void linkParents(List<SeenSubscription> seen, Map<String, Subscription> known) {
        var byId = known.values().stream()
                .collect(Collectors.toMap(Subscription::id, subscription -> subscription, (one, same) -> one));
        for (var each : seen) {
            var addOn = known.get(each.providerSubscriptionId());
            var parent = known.get(String.valueOf(each.parentProviderSubscriptionId()));
            if (addOn != null && parent != null && addOn.parentId() == null && !isAbove(addOn, parent, byId)) {
                links.found(addOn, parent);
            }
        }
    }

    private static boolean isAbove(Subscription top, Subscription start, Map<UUID, Subscription> byId) {
        @Nullable Subscription next = start;
        while (next != null) {
            if (next.id().equals(top.id())) {
                return true;
            }
            next = next.parentId() == null ? null : byId.get(next.parentId());
        }
        return false;
    }

    private static Set<String> tenantsOf(List<SeenSubscription> seen) {
        return seen.stream().map(SeenSubscription::tenantId).collect(Collectors.toSet());
    }

    private static List<UUID> ids(Collection<ProviderAccountView> accounts) {
        return accounts.stream().map(ProviderAccountView::id).toList();
    }
}
