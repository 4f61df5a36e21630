package io.tenantry.postinvoice;

import io.tenantry.shared.NotRetryable;

/** The accounting system's definite no, in its words. */
public class PostingRejected extends RuntimeException implements NotRetryable {

    public PostingRejected(String message) {
        super(message);
    }
}
