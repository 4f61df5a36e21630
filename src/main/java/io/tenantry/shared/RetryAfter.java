package io.tenantry.shared;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Marks an exception that knows when a repeat makes sense, because the other system named the time ({@code
 * Retry-After}). The engine tries the step again at that time and no sooner: who asks too early is counted and kept out
 * for longer.
 */
public interface RetryAfter {

    /** The earliest time of the next try; null where the other system named none. */
    @Nullable
    Instant retryAfter();
}
