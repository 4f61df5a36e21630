package io.tenantry.sync;

import io.tenantry.contract.BillingContractView;
import io.tenantry.contract.BillingContracts;
import io.tenantry.customer.ProviderAccountView;
import io.tenantry.customer.ProviderAccounts;
import io.tenantry.shared.AuditFact;
import io.tenantry.shared.Refused;
import io.tenantry.subscription.LicenseChanges;
import io.tenantry.subscription.SeenSubscription;
import io.tenantry.subscription.Subscriptions;
import io.tenantry.subscription.SyncedChange;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * "Sync Subscriptions" of a billing contract: what the customer's tenants have at their providers and nobody here knows
 * of is listed, a person picks, and what was picked is adopted onto that contract.
 */
@Service
public class ContractSyncs {

    private final BillingContracts contracts;
    private final ProviderAccounts accounts;
    private final SyncedProviders providers;
    private final LicenseChanges changes;
    private final Subscriptions subscriptions;
    private final SyncFindings findings;
    private final ApplicationEventPublisher events;

    ContractSyncs(
            BillingContracts contracts,
            ProviderAccounts accounts,
            SyncedProviders providers,
            LicenseChanges changes,
            Subscriptions subscriptions,
            SyncFindings findings,
            ApplicationEventPublisher events) {
        this.contracts = contracts;
        this.accounts = accounts;
        this.providers = providers;
        this.changes = changes;
        this.subscriptions = subscriptions;
        this.findings = findings;
        this.events = events;
    }

    /** What is unknown here, by tenant; asks the providers now. */
    public List<UnknownSubscription> unknown(String contractNumber) {
        var unknown = new ArrayList<UnknownSubscription>();
        for (var tenant : tenantsOf(contracts.get(contractNumber))) {
            var seen = seen(tenant);
            var known = changes.knownAtProvider(tenant.provider(), ids(seen));
            seen.stream()
                    .filter(each -> !known.contains(each.providerSubscriptionId()))
                    .filter(each -> !ENDED.contains(each.status()))
                    .map(each -> new UnknownSubscription(
                            each.provider(),
                            tenant.number(),
                            each.providerSubscriptionId(),
                            each.name(),
                            each.partNumber(),
                            each.quantity(),
                            each.status(),
                            each.startedAt()))
                    .forEach(unknown::add);
        }
        return unknown;
    }

    /** What has ended there is not offered; a provider's other words are. */
    private static final Set<String> ENDED = Set.of("deleted", "cancelled", "canceled", "expired");

    /**
     * Adopts what was picked, on this contract; with nothing picked, what the tenants of the contract's customer have is
     * compared and changes of what we know are taken over.
     *
     * @return the numbers of the subscriptions that were adopted
     * @throws Refused if something picked is not there, or not unknown any more; then nothing is written
     */
    @Transactional
    public List<String> adopt(String contractNumber, Set<String> picked) {
        var contract = contracts.get(contractNumber);
        if (!contract.status().equals("ACTIVE")) {
            throw new Refused("contract-inactive", "Billing contract " + contractNumber + " is not active");
        }
        var adopted = new ArrayList<UUID>();
        var wanted = new java.util.HashSet<>(picked);
        for (var tenant : tenantsOf(contract)) {
            var snapshot = subscriptions.snapshot(List.of(tenant.id()));
            var seen = seen(tenant);
            var known = changes.knownAtProvider(tenant.provider(), ids(seen));
            var chosen = seen.stream()
                    .filter(each -> known.contains(each.providerSubscriptionId())
                            || wanted.remove(each.providerSubscriptionId()))
                    .toList();
            var outcome = subscriptions.adopt(chosen, snapshot);
            outcome.changes().stream()
                    .filter(change -> change.what() == SyncedChange.What.ADOPTED)
                    .map(SyncedChange::subscriptionId)
                    .forEach(adopted::add);
        }
        if (!wanted.isEmpty()) {
            throw new Refused(
                    "not-unknown",
                    "Not among what is unknown at the providers of contract " + contractNumber + ": "
                            + String.join(", ", wanted) + "; read the list again");
        }
        var numbers = subscriptions.attach(adopted, contract);
        findings.look(adopted, null);
        events.publishEvent(
                AuditFact.of(contractNumber, "subscriptions-synced", Map.of("adopted", String.join(", ", numbers))));
        return numbers;
    }

    private List<ProviderAccountView> tenantsOf(BillingContractView contract) {
        var can = Set.copyOf(providers.names());
        return accounts.of(contract.customerId()).stream()
                .filter(tenant -> can.contains(tenant.provider()))
                .toList();
    }

    private List<SeenSubscription> seen(ProviderAccountView tenant) {
        return providers.get(tenant.provider()).subscriptions(tenant.tenantId()).stream()
                .map(each -> TenantReading.seen(tenant.provider(), tenant.tenantId(), each))
                .toList();
    }

    private static Collection<String> ids(List<SeenSubscription> seen) {
        return seen.stream().map(SeenSubscription::providerSubscriptionId).collect(Collectors.toSet());
    }
}
