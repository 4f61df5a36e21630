package io.tenantry.postinvoice;

import io.tenantry.shared.NotRetryable;

/**
 * The mail server's definite no, in its words: no such mailbox, message too large. It was not taken and will not be
 * until somebody corrects the address or the message.
 */
public class MailRefused extends MailNotSent implements NotRetryable {

    public MailRefused(String message, Throwable cause) {
        super(message, cause);
    }
}
