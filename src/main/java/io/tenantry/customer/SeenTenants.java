package io.tenantry.customer;

import io.tenantry.shared.BusinessCalendar;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Lays what a sync saw at a provider over the tenants that we know, as a set. */
@Component
class SeenTenants {

    private static final String SEEN =
            """
            (select distinct on (provider, tenant_id) provider, tenant_id, name, domain
             from unnest(:providers, :tenantIds, :names, :domains) as seen (provider, tenant_id, name, domain)
             order by provider, tenant_id) as seen
            """;

    private final JdbcClient jdbc;
    private final BusinessCalendar calendar;

    SeenTenants(JdbcClient jdbc, BusinessCalendar calendar) {
        this.jdbc = jdbc;
        this.calendar = calendar;
    }

    /** A tenant that we know has a new name or domain; its mapping stays. */
    List<String> rename(List<TenantFound> tenants) {
        return jdbc.sql(
                        """
                        update provider_account account
                        set name = seen.name, domain = seen.domain, version = version + 1
                        from %s
                        where account.provider = seen.provider and account.tenant_id = seen.tenant_id
                          and (account.name, account.domain) <> (seen.name, seen.domain)
                        returning account.number"""
                                .formatted(SEEN))
                .params(columns(tenants))
                .query(String.class)
                .list();
    }

    /** @return the numbers of those that are new */
    List<String> add(List<TenantFound> tenants) {
        return jdbc.sql(
                        """
                        insert into provider_account (id, number, provider, tenant_id, name, domain, discovered_at,
                                                      mapping_due_at)
                        select gen_random_uuid(),
                            'PA-' || to_char(nextval('provider_account_number'), 'FM9999999000000'),
                            provider, tenant_id, name, domain, :now, :due
                        from %s
                        where not exists (
                            select from provider_account account
                            where account.provider = seen.provider and account.tenant_id = seen.tenant_id)
                        on conflict (provider, tenant_id) do nothing
                        returning number"""
                                .formatted(SEEN))
                .params(columns(tenants))
                .param("now", calendar.now().atOffset(ZoneOffset.UTC))
                .param("due", calendar.endOf(calendar.today()).atOffset(ZoneOffset.UTC))
                .query(String.class)
                .list();
    }

    /** @return whether it was not known yet, or is another one */
    boolean register(String number, String registrationNumber) {
        return jdbc.sql(
                                """
                                update provider_account set registration_number = :registration
                                where number = :number and registration_number is distinct from :registration""")
                        .param("registration", registrationNumber)
                        .param("number", number)
                        .update()
                == 1;
    }

    private static Map<String, Object> columns(List<TenantFound> tenants) {
        return Map.of(
                "providers", tenants.stream().map(TenantFound::provider).toArray(String[]::new),
                "tenantIds", tenants.stream().map(TenantFound::tenantId).toArray(String[]::new),
                "names", tenants.stream().map(TenantFound::name).toArray(String[]::new),
                "domains",
                        tenants.stream()
                                .map(tenant -> tenant.domain().toLowerCase(Locale.ROOT))
                                .toArray(String[]::new));
    }
}
