package io.tenantry.provider;

import io.tenantry.shared.RetryAfter;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The provider did not answer, answered that it is busy, or broke the connection. The act may have happened; the same
 * call with the same request id is safe, though not before {@link #retryAfter()} where the provider named a time.
 */
public class ProviderUnavailable extends RuntimeException implements RetryAfter {

    private final @Nullable Instant retryAfter;

    public ProviderUnavailable(String message) {
        this(message, (Instant) null);
    }

    /** @param retryAfter when the provider wants to be asked again; null if it did not say */
    public ProviderUnavailable(String message, @Nullable Instant retryAfter) {
        super(message);
        this.retryAfter = retryAfter;
    }

    public ProviderUnavailable(String message, Throwable cause) {
        super(message, cause);
        this.retryAfter = null;
    }

    @Override
    public @Nullable Instant retryAfter() {
        return retryAfter;
    }
}
