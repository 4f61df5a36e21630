package io.tenantry.postinvoice;

import io.tenantry.shared.NotRetryable;

/**
 * The payment was declined. A declined payment method is never charged again by itself: issuers count and punish such
 * repeats.
 */
public class ChargeDeclined extends RuntimeException implements NotRetryable {

    private final String code;

    /** @param code the gateway's decline code, such as {@code insufficient_funds} */
    public ChargeDeclined(String code, String message) {
        super(message);
        this.code = code;
    }

    public String code() {
        return code;
    }
}
