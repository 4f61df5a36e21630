package io.tenantry.postinvoice;

import io.tenantry.shared.NotRetryable;

/** The message may or may not have been taken. Only a person can tell, from the mail server's log. */
public class MailOutcomeUnknown extends RuntimeException implements NotRetryable {

    public MailOutcomeUnknown(String message) {
        super(message);
    }

    public MailOutcomeUnknown(String message, Throwable cause) {
        super(message, cause);
    }
}
