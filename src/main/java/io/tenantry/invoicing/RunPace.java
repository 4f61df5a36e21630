package io.tenantry.invoicing;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How fast a run works through its contracts and when it will be through, from what is stored of it.
 *
 * <p>1,000 contracts in 4 seconds are 250.0 a second; 500 more at that pace are through 2 seconds later.
 *
 * @param perSecond to a tenth; null until there is something to go by
 * @param throughAt when the last contract was worked through, or will be
 */
record RunPace(@Nullable BigDecimal perSecond, @Nullable Instant throughAt) {

    private static final RunPace UNKNOWN = new RunPace(null, null);

    /** @param lastSettled when the last chunk was written down */
    record Times(@Nullable Instant started, @Nullable Instant lastSettled, Instant now) {}

    static RunPace of(long settled, long pending, Times times) {
        if (times.started() == null || times.lastSettled() == null || settled == 0) {
            return UNKNOWN;
        }
        var taken = Math.max(
                1, Duration.between(times.started(), times.lastSettled()).toMillis());
        var perSecond = BigDecimal.valueOf(settled * 10_000 / taken, 1);
        if (pending == 0) {
            return new RunPace(perSecond, times.lastSettled());
        }
        var left = Duration.ofMillis(Math.multiplyExact(pending, taken) / settled);
        var through = times.lastSettled().plus(left);
        return new RunPace(perSecond, through.isBefore(times.now()) ? null : through);
    }
}
