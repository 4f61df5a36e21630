package io.tenantry.connector.mail;

import io.tenantry.postinvoice.MailNotSent;
import io.tenantry.postinvoice.MailOutcomeUnknown;
import io.tenantry.postinvoice.MailRefused;
import io.tenantry.postinvoice.Mailer.Message;
import jakarta.mail.MessagingException;
import java.util.Optional;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailException;
import org.springframework.mail.MailParseException;
import org.springframework.mail.MailPreparationException;
import org.springframework.mail.MailSendException;

/**
 * What a failed hand-over means. The server's own answer is definite: 4xx to be repeated, 5xx to be corrected. A
 * connection that breaks before the message went out is harmless. One that breaks while or after it went out leaves the
 * outcome unknown, and that is also what we take anything else for: a customer who waits for a mail is better off than
 * one who gets an invoice twice.
 */
final class SmtpFailure {

    /** The last command of a message: the line with a single dot. */
    private static final String END_OF_DATA = ".";

    private static final int TEMPORARY = 400;
    private static final int PERMANENT = 500;

    /** @param code of SMTP, below 400 if no answer arrived */
    private record Answer(String command, int code) {}

    private SmtpFailure() {}

    /**
     * Returns if the message was taken nevertheless: only the good-bye failed.
     *
     * @throws MailNotSent if it surely was not taken
     * @throws MailOutcomeUnknown if it may have been taken
     */
    static void raise(Message message, MailException failed) {
        if (failed instanceof MailSendException sending) {
            raise(message, sending);
            return;
        }
        var words = words(message, failed);
        if (failed instanceof MailParseException || failed instanceof MailPreparationException) {
            throw new MailRefused(words, failed);
        }
        if (failed instanceof MailAuthenticationException) {
            throw new MailNotSent(words + "; correct spring.mail.username and spring.mail.password", failed);
        }
        throw new MailOutcomeUnknown(words, failed);
    }

    private static void raise(Message message, MailSendException failed) {
        var reason = failed.getFailedMessages().values().stream().findFirst().orElse(null);
        if (reason == null) {
            return;
        }
        var words = words(message, reason);
        var neverConnected = failed.getCause() == reason;
        if (neverConnected) {
            throw new MailNotSent(words, failed);
        }
        var answer = answerIn(reason);
        if (answer.isEmpty()) {
            throw new MailOutcomeUnknown(words, failed);
        }
        raise(words, answer.get(), failed);
    }

    private static void raise(String words, Answer answer, MailSendException failed) {
        if (answer.code() >= PERMANENT) {
            throw new MailRefused(words, failed);
        }
        if (answer.code() >= TEMPORARY || !answer.command().equals(END_OF_DATA)) {
            throw new MailNotSent(words, failed);
        }
        throw new MailOutcomeUnknown(words, failed);
    }

    /** The refusal of one address hides behind the failure of the whole message. */
    private static Optional<Answer> answerIn(@Nullable Exception reason) {
        Answer answer = null;
        for (var part = reason; part != null; part = next(part)) {
            if (part instanceof SMTPAddressFailedException refused) {
                return Optional.of(new Answer(refused.getCommand(), refused.getReturnCode()));
            }
            if (part instanceof SMTPSenderFailedException refused) {
                return Optional.of(new Answer(refused.getCommand(), refused.getReturnCode()));
            }
            if (part instanceof SMTPSendFailedException refused) {
                answer = new Answer(refused.getCommand(), refused.getReturnCode());
            }
        }
        return Optional.ofNullable(answer);
    }

    private static @Nullable Exception next(Exception part) {
        return part instanceof MessagingException chained ? chained.getNextException() : null;
    }

    private static String words(Message message, Exception reason) {
        var words = new StringBuilder("Mail '" + message.subject() + "' to " + message.to() + ": ");
        for (Exception part = reason; part != null; part = next(part)) {
            words.append(part == reason ? "" : " | ")
                    .append(String.valueOf(part.getMessage()).strip());
        }
        return words.toString();
    }
}
