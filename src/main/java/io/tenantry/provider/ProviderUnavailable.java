package io.tenantry.provider;

/**
 * The provider did not answer, answered that it is busy, or broke the connection. The act may have happened; the same
 * call with the same request id is safe.
 */
public class ProviderUnavailable extends RuntimeException {

    public ProviderUnavailable(String message) {
        super(message);
    }

    public ProviderUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
