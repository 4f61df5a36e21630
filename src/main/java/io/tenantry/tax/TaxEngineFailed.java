package io.tenantry.tax;

/** The tax engine gave no answer or said no; what it was asked for is not invoiced for now. */
public class TaxEngineFailed extends RuntimeException {

    /** @param message names the engine, the reason and the fix */
    public TaxEngineFailed(String message, Throwable cause) {
        super(message, cause);
    }

    public TaxEngineFailed(String message) {
        super(message);
    }
}
