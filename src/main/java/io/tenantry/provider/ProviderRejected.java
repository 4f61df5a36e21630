package io.tenantry.provider;

import io.tenantry.shared.NotRetryable;

/** The provider's definite no. Its words are kept for the person who decides what to do. */
public class ProviderRejected extends RuntimeException implements NotRetryable {

    private final String code;

    /**
     * @param code the provider's error code, such as {@code 800090}
     * @param words the provider's own description
     */
    public ProviderRejected(String code, String words) {
        super(words + " (" + code + ")");
        this.code = code;
    }

    /** What is more special is a refusal like any other to who does not know it. */
    ProviderRejected(ProviderRejected special) {
        super(special.getMessage(), special);
        this.code = special.code;
    }

    public String code() {
        return code;
    }
}
