package io.tenantry.connector.mail;

import io.tenantry.postinvoice.MailRefused;
import io.tenantry.postinvoice.Mailer;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import java.util.Map;
import java.util.Objects;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;

/** Hands messages to the mail server, plain text and attachments, with the Message-ID that was stored before. */
@Component
class SmtpMailer implements Mailer {

    /** Without them a silent server would hold a job thread for ever. In milliseconds. */
    private static final Map<String, String> TIMEOUTS =
            Map.of("connectiontimeout", "5000", "timeout", "30000", "writetimeout", "30000");

    private final JavaMailSender server;
    private final SmtpProperties settings;
    private final Clock clock;

    SmtpMailer(JavaMailSender server, SmtpProperties settings, Clock clock) {
        this.server = server;
        this.settings = settings;
        this.clock = clock;
        if (server instanceof JavaMailSenderImpl smtp) {
            var protocol = Objects.requireNonNullElse(smtp.getProtocol(), JavaMailSenderImpl.DEFAULT_PROTOCOL);
            TIMEOUTS.forEach((name, millis) ->
                    smtp.getJavaMailProperties().putIfAbsent("mail." + protocol + "." + name, millis));
        }
    }

    @Override
    public void send(Message message) {
        var mail = mailOf(message);
        try {
            server.send(mail);
        } catch (MailException failed) {
            SmtpFailure.raise(message, failed);
        }
    }

    private MimeMessage mailOf(Message message) {
        var mail = server.createMimeMessage();
        try {
            var content = new MimeMessageHelper(mail, !message.attachments().isEmpty(), StandardCharsets.UTF_8.name());
            content.setFrom(new InternetAddress(settings.from(), true));
            content.setTo(message.to().toArray(new String[0]));
            content.setSubject(message.subject().replaceAll("\\p{Cntrl}+", " "));
            content.setText(message.text());
            content.setSentDate(Date.from(clock.instant()));
            for (var attachment : message.attachments()) {
                content.addAttachment(
                        attachment.name(), new ByteArrayResource(attachment.content()), attachment.contentType());
            }
            mail.setHeader("Message-ID", "<" + message.messageId() + ">");
            return mail;
        } catch (MessagingException unusable) {
            throw new MailRefused(
                    "Mail '" + message.subject() + "' to " + message.to() + " cannot be written; correct the address: "
                            + unusable.getMessage(),
                    unusable);
        }
    }
}
