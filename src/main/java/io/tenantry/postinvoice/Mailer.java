package io.tenantry.postinvoice;

import java.util.List;

/** The port to the mail server. */
public interface Mailer {

    /**
     * Hands one message to the mail server.
     *
     * @throws MailNotSent if it surely was not taken; sending again is safe
     * @throws MailRefused if it surely was not taken and never will be as it is
     * @throws MailOutcomeUnknown if the connection broke after the message was handed over
     */
    void send(Message message);

    /**
     * @param messageId the Message-ID header without brackets, stored before sending
     */
    record Message(String messageId, List<String> to, String subject, String text, List<Attachment> attachments) {}

    record Attachment(String name, String contentType, byte[] content) {}
}
