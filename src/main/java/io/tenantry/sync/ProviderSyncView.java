package io.tenantry.sync;

import io.tenantry.shared.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A sync and how far it has come: its report.
 *
 * @param scope PROVIDER, ROTATION, TENANT or HINTS
 * @param accountNumber of the tenant, for a sync of one
 * @param takesOver false where it only compares
 * @param throughAt when the last tenant was settled, or will be at the present pace; null while there is nothing to go by
 */
public record ProviderSyncView(
        String number,
        String provider,
        String scope,
        @Nullable String accountNumber,
        boolean takesOver,
        String status,
        String actor,
        Instant requestedAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        Numbers numbers,
        @Nullable BigDecimal tenantsPerSecond,
        @Nullable Instant throughAt) {

    /**
     * What was seen and done.
     *
     * @param accountsNew tenants that accepted us since the last sync
     * @param pending tenants that are still to be read
     * @param rejected tenants that the provider refused
     * @param failed tenants that could not be read or written, after all tries
     * @param leftAlone subscriptions that differ while a change of ours is on its way
     * @param findings opened by this sync
     * @param mismatches differences that are open now with this provider
     */
    public record Numbers(
            int accountsSeen,
            int accountsNew,
            long tenants,
            long pending,
            long rejected,
            long failed,
            long subscriptions,
            long leftAlone,
            long adopted,
            long changed,
            long ended,
            long revived,
            long findings,
            long mismatches) {}

    /**
     * A change of the ledger that the sync wrote.
     *
     * @param what ADOPTED, CHANGED, ENDED or REVIVED
     * @param monthlyBefore what the subscription was worth a month before it; null while no price is known
     * @param monthlyAfter the same after it
     */
    public record Change(
            String changeNumber,
            String subscriptionNumber,
            String subscriptionName,
            String what,
            String reason,
            LocalDate effectiveDate,
            int quantityDelta,
            int quantityAfter,
            @Nullable Money monthlyBefore,
            @Nullable Money monthlyAfter) {}

    /** @param status REJECTED or FAILED */
    public record Trouble(String accountNumber, String name, String status, int attempts, String words) {}
}
