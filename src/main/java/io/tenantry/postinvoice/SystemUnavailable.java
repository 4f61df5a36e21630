package io.tenantry.postinvoice;

/** A system behind a port did not answer or is busy. The same call with the same key is safe. */
public class SystemUnavailable extends RuntimeException {

    public SystemUnavailable(String message) {
        super(message);
    }

    public SystemUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
