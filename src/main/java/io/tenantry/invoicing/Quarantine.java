package io.tenantry.invoicing;

import io.tenantry.shared.Period;
import java.util.UUID;

/**
 * What would have been billed but cannot be, while the rest of its invoice goes on.
 *
 * @param period the days that are not billed
 * @param code why, in one word
 * @param reason names the subscription and the fix
 * @param owner the role that can put it right
 */
record Quarantine(UUID subscriptionId, Period period, String code, String reason, String owner) {

    static Quarantine of(UUID subscriptionId, Period period, PriceVerdict verdict) {
        return new Quarantine(subscriptionId, period, verdict.code(), verdict.reason(), verdict.owner());
    }
}
