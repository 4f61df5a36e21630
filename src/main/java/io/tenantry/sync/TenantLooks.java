package io.tenantry.sync;

import io.tenantry.customer.ProviderAccountView;
import io.tenantry.customer.ProviderAccounts;
import io.tenantry.provider.ProviderCapability;
import io.tenantry.provider.ProviderRejected;
import io.tenantry.provider.ProviderUnavailable;
import io.tenantry.subscription.Subscriptions;
import io.tenantry.subscription.SyncedChange;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Looks at one tenant at once, for a process that needs to know now what it has. */
@Service
@Transactional
public class TenantLooks {

    private static final Logger LOG = LoggerFactory.getLogger(TenantLooks.class);

    private final SyncedProviders providers;
    private final ProviderAccounts accounts;
    private final Subscriptions subscriptions;
    private final SyncFindings findings;

    TenantLooks(
            SyncedProviders providers, ProviderAccounts accounts, Subscriptions subscriptions, SyncFindings findings) {
        this.providers = providers;
        this.accounts = accounts;
        this.subscriptions = subscriptions;
        this.findings = findings;
    }

    /**
     * Keeps under which number the tenant's company is registered, if the provider tells it now. It only helps a person
     * to see whose the tenant may be, so nothing waits for it.
     */
    public void identify(ProviderAccountView tenant) {
        if (!providers.can(tenant.provider(), ProviderCapability.ACCOUNTS)) {
            return;
        }
        try {
            providers
                    .get(tenant.provider())
                    .registrationNumber(tenant.tenantId())
                    .ifPresent(registered -> accounts.register(tenant.number(), registered));
        } catch (ProviderRejected | ProviderUnavailable untold) {
            LOG.info("{} is suggested without its registration number: {}", tenant.number(), untold.getMessage());
        }
    }

    /**
     * Adopts all that the tenant has there; what is known and unchanged stays as it is.
     *
     * @throws io.tenantry.provider.ProviderRejected if the provider says no for this tenant
     */
    public void adopt(ProviderAccountView tenant) {
        if (!providers.can(tenant.provider(), ProviderCapability.SUBSCRIPTIONS)) {
            return;
        }
        var snapshot = subscriptions.snapshot(List.of(tenant.id()));
        var seen = providers.get(tenant.provider()).subscriptions(tenant.tenantId()).stream()
                .map(subscription -> TenantReading.seen(tenant.provider(), tenant.tenantId(), subscription))
                .toList();
        var outcome = subscriptions.adopt(seen, snapshot);
        findings.look(
                outcome.changes().stream().map(SyncedChange::subscriptionId).collect(Collectors.toSet()), null);
    }
}
