package io.tenantry.subscription;

import io.tenantry.customer.ProviderAccountView;
import io.tenantry.customer.ProviderAccounts;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Compares what a sync saw at a provider with the ledger, and writes what happened there. Reads in a constant number of
 * statements, however many subscriptions were seen.
 */
@Component
class Adoption {

    private static final Logger LOG = LoggerFactory.getLogger(Adoption.class);

    private final ProviderAccounts accounts;
    private final SubscriptionRepository subscriptions;
    private final LicenseChangeRepository changes;
    private final AdoptedSubscriptions adopted;
    private final ProviderEdits edits;

    Adoption(
            ProviderAccounts accounts,
            SubscriptionRepository subscriptions,
            LicenseChangeRepository changes,
            AdoptedSubscriptions adopted,
            ProviderEdits edits) {
        this.accounts = accounts;
        this.subscriptions = subscriptions;
        this.changes = changes;
        this.adopted = adopted;
        this.edits = edits;
    }

    int adopt(List<SeenSubscription> seen) {
        return seen.stream().collect(Collectors.groupingBy(SeenSubscription::provider)).entrySet().stream()
                .mapToInt(each -> adopt(each.getKey(), each.getValue()))
                .sum();
    }

    private int adopt(String provider, List<SeenSubscription> seen) {
        var tenants = tenants(provider, seen);
        var known = known(provider, seen);
        var waiting = new WaitingForTheirId(
                subscriptions.lockUnknownAtProvider(ids(tenants.values())), changes::findMidFlight);
        var midFlight = Set.copyOf(changes.findMidFlight(
                known.values().stream().map(Subscription::id).toList()));
        var written = 0;
        for (var each : seen) {
            var tenant = tenants.get(each.tenantId());
            if (tenant == null) {
                LOG.warn("Skipped {} of unknown tenant {}", each.providerSubscriptionId(), each.tenantId());
                continue;
            }
            var subscription = Optional.ofNullable(known.get(each.providerSubscriptionId()));
            if (subscription.isPresent()) {
                written += midFlight.contains(subscription.get().id()) ? 0 : edits.takeOver(subscription.get(), each);
                continue;
            }
            written += welcome(each, tenant, waiting, known);
        }
        linkParents(seen, known);
        return written;
    }

    /** Unknown by its id: either one of ours whose id we have not heard yet, or somebody bought it at the provider. */
    private int welcome(
            SeenSubscription seen,
            ProviderAccountView tenant,
            WaitingForTheirId waiting,
            Map<String, Subscription> known) {
        if (waiting.mayBecome(seen, tenant.id())) {
            return 0;
        }
        var ours = waiting.take(seen, tenant.id());
        if (ours.isPresent()) {
            ours.get().knownAtProviderAs(seen.providerOrderId(), seen.providerSubscriptionId());
            known.put(seen.providerSubscriptionId(), ours.get());
            return edits.takeOver(ours.get(), seen);
        }
        if (SeenStatus.of(seen.status()).hasEnded()) {
            return 0;
        }
        known.put(seen.providerSubscriptionId(), adopted.adopt(seen, tenant));
        return 1;
    }

    private Map<String, ProviderAccountView> tenants(String provider, List<SeenSubscription> seen) {
        var tenants = new HashMap<String, ProviderAccountView>();
        for (var tenantId : seen.stream().map(SeenSubscription::tenantId).collect(Collectors.toSet())) {
            accounts.find(provider, tenantId).ifPresent(account -> tenants.put(tenantId, account));
        }
        return tenants;
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
    private static void linkParents(List<SeenSubscription> seen, Map<String, Subscription> known) {
        var byId = known.values().stream()
                .collect(Collectors.toMap(Subscription::id, subscription -> subscription, (one, same) -> one));
        for (var each : seen) {
            var addOn = known.get(each.providerSubscriptionId());
            var parent = known.get(String.valueOf(each.parentProviderSubscriptionId()));
            if (addOn != null && parent != null && addOn.parentId() == null && !isAbove(addOn, parent, byId)) {
                addOn.addOnOf(parent);
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

    private static List<UUID> ids(Collection<ProviderAccountView> accounts) {
        return accounts.stream().map(ProviderAccountView::id).toList();
    }
}
