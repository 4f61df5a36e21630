package io.tenantry.subscription;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Remembers how subscriptions stand, in one statement for many tenants. */
@Component
class LedgerSnapshots {

    private final JdbcClient jdbc;

    LedgerSnapshots(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    LedgerSnapshot of(Collection<UUID> accountIds) {
        var versions = new HashMap<UUID, Long>();
        var midFlight = new HashSet<UUID>();
        jdbc.sql(
                        """
                        select s.id, s.version, exists (
                            select 1 from license_change c
                            where c.subscription_id = s.id
                              and c.provisioning_status in ('AWAITING_PROVISIONING', 'FAILED_PROVISIONING')) as mid_flight
                        from subscription s
                        where s.provider_account_id = any(:accounts)""")
                .param("accounts", accountIds.toArray(UUID[]::new))
                .query(row -> {
                    var id = LedgerRows.id(row, "id");
                    versions.put(id, row.getLong("version"));
                    if (row.getBoolean("mid_flight")) {
                        midFlight.add(id);
                    }
                });
        return new LedgerSnapshot(versions, midFlight);
    }
}
