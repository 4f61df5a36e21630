package io.tenantry.customer;

import io.tenantry.provider.ProviderCapability;
import io.tenantry.provider.Providers;
import io.tenantry.shared.AuditFact;
import io.tenantry.shared.Conflict;
import io.tenantry.shared.Refused;
import java.util.List;
import java.util.Map;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Tenants at providers that cannot list them: a person says who is there. */
@Service
public class ManualAccounts {

    private final ProviderAccounts accounts;
    private final Providers providers;
    private final ApplicationEventPublisher events;

    ManualAccounts(ProviderAccounts accounts, Providers providers, ApplicationEventPublisher events) {
        this.accounts = accounts;
        this.providers = providers;
        this.events = events;
    }

    /**
     * Keeps a tenant and publishes {@link TenantDiscovered}: it is onboarded like one that a sync found.
     *
     * @param reason how it is known, such as the registrar's letter
     * @throws Refused if the provider lists its tenants itself
     * @throws Conflict if the tenant is known already
     */
    @Transactional
    public ProviderAccountView register(TenantFound tenant, String reason) {
        var provider = providers.view(tenant.provider());
        if (provider.can(ProviderCapability.ACCOUNTS)) {
            throw new Refused(
                    "comes-by-sync",
                    provider + " lists its tenants itself; start a sync (POST /api/v1/provider-syncs) and "
                            + tenant.tenantId() + " will be among them");
        }
        accounts.find(tenant.provider(), tenant.tenantId()).ifPresent(known -> {
            throw new Conflict(
                    "account-exists",
                    "Tenant " + tenant.tenantId() + " of " + provider + " is " + known.number() + " already");
        });
        accounts.record(List.of(tenant));
        var account = accounts.find(tenant.provider(), tenant.tenantId()).orElseThrow();
        events.publishEvent(new AuditFact(
                account.number(),
                "provider-account-registered",
                reason.strip(),
                Map.of("provider", tenant.provider())));
        return account;
    }
}
