package io.tenantry.connector.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tenantry.connector.Settings;
import io.tenantry.postinvoice.MailNotSent;
import io.tenantry.postinvoice.MailOutcomeUnknown;
import io.tenantry.postinvoice.MailRefused;
import io.tenantry.postinvoice.Mailer.Attachment;
import io.tenantry.postinvoice.Mailer.Message;
import io.tenantry.shared.NotRetryable;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

class SmtpMailerTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-12-01T09:00:00Z"), ZoneOffset.UTC);
    private static final byte[] PDF = {'%', 'P', 'D', 'F', 0, -1, 13, 10};

    private final List<byte[]> taken = new ArrayList<>();
    private SMTPServer server;
    private Mood mood = new Mood();

    /** What the server does at each step; by default it takes the mail. */
    private class Mood implements MessageHandler {

        @Override
        public void from(String from) throws RejectException {}

        @Override
        public void recipient(String recipient) throws RejectException {}

        @Override
        public String data(InputStream data) throws RejectException, IOException {
            taken.add(data.readAllBytes());
            return "taken";
        }

        @Override
        public void done() {}
    }

    @BeforeEach
    void open() {
        server = SMTPServer.port(0).messageHandlerFactory(context -> mood).build();
        server.start();
    }

    @AfterEach
    void close() {
        server.stop();
    }

    @Test
    void sendsTextAndAttachmentUnderTheStoredMessageId() throws Exception {
        mailer().send(message("ap@contoso.example"));

        var mail = new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(taken.get(0)));
        var parts = (MimeMultipart) mail.getContent();
        var attachment = parts.getBodyPart(1);
        assertThat(mail.getMessageID()).isEqualTo("<invoice-INV-000001-1@tenantry>");
        assertThat(mail.getFrom()).extracting(Object::toString).containsExactly("Tenantry <billing@tenantry.example>");
        assertThat(mail.getSubject()).isEqualTo("Ihre Rechnung für März");
        assertThat(mail.getSentDate()).isEqualTo(CLOCK.instant());
        assertThat(((MimeMultipart) parts.getBodyPart(0).getContent())
                        .getBodyPart(0)
                        .getContent()
                        .toString()
                        .strip())
                .isEqualTo("Grüße – 42,00 €");
        assertThat(MimeUtility.decodeText(attachment.getFileName())).isEqualTo("Rechnung März.pdf");
        assertThat(attachment.getContentType()).startsWith("application/pdf");
        assertThat(attachment.getInputStream().readAllBytes()).isEqualTo(PDF);
    }

    @Test
    void sendsAPlainTextWithoutAttachments() throws Exception {
        mailer().send(new Message("1@t", List.of("a@x.example", "b@x.example"), "Hi", "Grüße", List.of()));

        var mail = new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(taken.get(0)));
        assertThat(mail.getContentType()).isEqualTo("text/plain; charset=UTF-8");
        assertThat(mail.getContent().toString().strip()).isEqualTo("Grüße");
        assertThat(mail.getAllRecipients()).hasSize(2);
    }

    @Test
    void letsNoSubjectAddAHeader() throws Exception {
        mailer().send(new Message("1@t", List.of("a@x.example"), "Hi\r\nBcc: thief@x.example", "text", List.of()));

        var mail = new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(taken.get(0)));
        assertThat(mail.getHeader("Bcc")).isNull();
        assertThat(mail.getSubject()).isEqualTo("Hi Bcc: thief@x.example");
    }

    @Test
    void maySendAgainWhenNobodyListens() {
        server.stop();

        assertThatExceptionOfType(MailNotSent.class)
                .isThrownBy(() -> mailer().send(message("ap@contoso.example")))
                .isNotInstanceOf(NotRetryable.class)
                .withMessageContaining("ap@contoso.example");
    }

    @Test
    void maySendAgainWhenTheServerDoesNotGreet() throws Exception {
        try (var silent = new ServerSocket(0)) {
            var sender = sender(silent.getLocalPort());
            sender.getJavaMailProperties().put("mail.smtp.timeout", "300");

            assertThatExceptionOfType(MailNotSent.class)
                    .isThrownBy(() -> mailer(sender).send(message("ap@contoso.example")))
                    .isNotInstanceOf(NotRetryable.class);
        }
    }

    @Test
    void maySendAgainWhenTheServerIsBusy() {
        mood = new Mood() {
            @Override
            public void recipient(String recipient) throws RejectException {
                throw new RejectException(451, "try again later");
            }
        };

        assertThatExceptionOfType(MailNotSent.class)
                .isThrownBy(() -> mailer().send(message("ap@contoso.example")))
                .isNotInstanceOf(NotRetryable.class)
                .withMessageContaining("try again later");
        assertThat(taken).isEmpty();
    }

    @Test
    void callsForAPersonWhenTheMailboxDoesNotExist() {
        mood = new Mood() {
            @Override
            public void recipient(String recipient) throws RejectException {
                if (recipient.startsWith("nobody")) {
                    throw new RejectException(550, "no such mailbox");
                }
            }
        };

        assertThatExceptionOfType(MailRefused.class)
                .isThrownBy(() -> mailer().send(message("nobody@contoso.example")))
                .withMessageContaining("no such mailbox")
                .isInstanceOf(NotRetryable.class);
        assertThatExceptionOfType(MailRefused.class)
                .isThrownBy(() -> mailer().send(message("ap@contoso.example", "nobody@contoso.example")));
        assertThat(taken).isEmpty();
    }

    @Test
    void callsForAPersonWhenTheContentIsRefused() {
        mood = new Mood() {
            @Override
            public String data(InputStream data) throws RejectException, IOException {
                data.readAllBytes();
                throw new RejectException(552, "message too large");
            }
        };

        assertThatExceptionOfType(MailRefused.class)
                .isThrownBy(() -> mailer().send(message("ap@contoso.example")))
                .withMessageContaining("message too large");
    }

    @Test
    void maySendAgainWhenTheContentCouldNotBeStored() {
        mood = new Mood() {
            @Override
            public String data(InputStream data) throws RejectException, IOException {
                data.readAllBytes();
                throw new RejectException(452, "disk full");
            }
        };

        assertThatExceptionOfType(MailNotSent.class)
                .isThrownBy(() -> mailer().send(message("ap@contoso.example")))
                .isNotInstanceOf(NotRetryable.class);
    }

    @ParameterizedTest(name = "before the answer to {0}")
    @ValueSource(strings = {"EHLO", "MAIL", "RCPT", "DATA"})
    void maySendAgainWhenTheConnectionBreaksBeforeTheContent(String command) throws Exception {
        try (var rude = new RudeMailServer(command)) {
            assertThatExceptionOfType(MailNotSent.class)
                    .isThrownBy(() -> mailer(sender(rude.port())).send(message("ap@contoso.example")))
                    .isNotInstanceOf(NotRetryable.class);
        }
    }

    @ParameterizedTest(name = "at {0}")
    @ValueSource(strings = {"Subject:", "."})
    void doesNotKnowWhenTheConnectionBreaksInOrAfterTheContent(String line) throws Exception {
        try (var rude = new RudeMailServer(line)) {
            assertThatExceptionOfType(MailOutcomeUnknown.class)
                    .isThrownBy(() -> mailer(sender(rude.port())).send(message("ap@contoso.example")))
                    .isInstanceOf(NotRetryable.class);
        }
    }

    @Test
    void doesNotKnowWhenTheServerFallsSilentAfterTheContent() {
        mood = new Mood() {
            @Override
            public String data(InputStream data) throws IOException {
                taken.add(data.readAllBytes());
                try {
                    Thread.sleep(2_000);
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                }
                return "too late";
            }
        };
        var sender = sender(server.getPortAllocated());
        sender.getJavaMailProperties().put("mail.smtp.timeout", "300");

        assertThatExceptionOfType(MailOutcomeUnknown.class)
                .isThrownBy(() -> mailer(sender).send(message("ap@contoso.example")))
                .isInstanceOf(NotRetryable.class);
        assertThat(taken).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not an address", "a@b@c", "ap@contoso.example\r\nBcc: thief@x.example"})
    void refusesAnAddressThatIsNone(String address) {
        assertThatExceptionOfType(MailRefused.class)
                .isThrownBy(() -> mailer().send(message(address)))
                .withMessageContaining("correct the address");
        assertThat(taken).isEmpty();
    }

    @Test
    void waitsForNoServerForEver() {
        var sender = sender(1);
        sender.getJavaMailProperties().put("mail.smtp.timeout", "7");

        mailer(sender);

        assertThat(sender.getJavaMailProperties())
                .containsEntry("mail.smtp.connectiontimeout", "5000")
                .containsEntry("mail.smtp.timeout", "7")
                .containsEntry("mail.smtp.writetimeout", "30000");
    }

    private static Message message(String... to) {
        return new Message(
                "invoice-INV-000001-1@tenantry",
                List.of(to),
                "Ihre Rechnung für März",
                "Grüße – 42,00 €",
                List.of(new Attachment("Rechnung März.pdf", "application/pdf", PDF)));
    }

    private SmtpMailer mailer() {
        return mailer(sender(server.getPortAllocated()));
    }

    private static SmtpMailer mailer(JavaMailSenderImpl sender) {
        return new SmtpMailer(sender, Settings.of(SmtpProperties.class, "tenantry.mail", Map.of()), CLOCK);
    }

    private static JavaMailSenderImpl sender(int port) {
        var sender = new JavaMailSenderImpl();
        sender.setHost("127.0.0.1");
        sender.setPort(port);
        sender.setDefaultEncoding(StandardCharsets.UTF_8.name());
        return sender;
    }
}
