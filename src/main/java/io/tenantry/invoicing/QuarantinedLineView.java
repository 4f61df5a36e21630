package io.tenantry.invoicing;

import io.tenantry.shared.Period;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What runs would have billed but could not. It is billed by itself once it is repaired.
 *
 * @param period the days that are not billed
 * @param code PRICE_MISSING, UNIT_REJECTED, CURRENCY_REJECTED or LEDGER_NEGATIVE
 * @param reason names the subscription and the fix
 * @param owner the role that can put it right
 * @param lastSeenAt when a run last found it so
 * @param closedHow SETTLED by a run, or BY_PERSON; null while it is open
 */
public record QuarantinedLineView(
        UUID id,
        String contractNumber,
        String customerNumber,
        String subscriptionNumber,
        String subscriptionName,
        Period period,
        String code,
        String reason,
        String owner,
        Instant openedAt,
        Instant lastSeenAt,
        @Nullable Instant closedAt,
        @Nullable String closedHow,
        @Nullable String closedBy,
        @Nullable String closedReason,
        long version) {}
