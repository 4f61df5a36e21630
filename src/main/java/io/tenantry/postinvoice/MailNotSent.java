package io.tenantry.postinvoice;

/** The mail server did not take the message; sending it again is safe. */
public class MailNotSent extends RuntimeException {

    public MailNotSent(String message, Throwable cause) {
        super(message, cause);
    }
}
