package io.tenantry.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.mail.javamail.MimeMessageHelper;

class SandboxMailTest {

    private static final byte[] PDF = "%PDF-1.7 not really".getBytes();

    private static Sandbox sandbox;
    private static SandboxClient client;

    @BeforeAll
    static void start() {
        sandbox = Sandbox.start(SandboxSettings.inMemory());
        client = new SandboxClient(sandbox);
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @BeforeEach
    void reset() throws Exception {
        client.control("POST", "/reset", null);
    }

    @Test
    void keepsAMailWithItsAttachmentAndBothBodies() throws Exception {
        send("Rechnung für März", "ap@contoso.example", "audit@contoso.example");

        var mails = client.control("GET", "/mail?to=ap@contoso.example", null).json();

        assertThat(mails).hasSize(1);
        var mail = mails.get(0);
        assertThat(mail.path("subject").asText()).isEqualTo("Rechnung für März");
        assertThat(mail.path("from").asText()).isEqualTo("billing@tenantry.example");
        assertThat(mail.path("to")).hasSize(2);
        assertThat(mail.path("text").asText().strip()).isEqualTo("Please pay.");
        assertThat(mail.path("html").asText()).contains("<b>Please pay.</b>");
        assertThat(mail.at("/attachments/0/name").asText()).isEqualTo("INV-1.pdf");
        assertThat(mail.at("/attachments/0/size").intValue()).isEqualTo(PDF.length);
        assertThat(mail.at("/attachments/0").has("content")).isFalse();
        var file = client.send("GET", mail.at("/attachments/0/url").asText(), (String) null);
        assertThat(file.text()).isEqualTo(new String(PDF));
        assertThat(file.header("Content-Type")).isEqualTo("application/pdf");
        assertThat(file.header("Content-Disposition")).startsWith("attachment;");
        assertThat(client.control("GET", "/mail?to=nobody@contoso.example", null)
                        .json())
                .isEmpty();
    }

    @Test
    void showsMailsOnPagesWhereNothingOfThemRuns() throws Exception {
        send("<script>alert(1)</script>", "ap@contoso.example");
        var id = client.control("GET", "/mail", null).at("/0/id");

        var list = client.send("GET", "/mail", (String) null);
        var one = client.send("GET", "/mail/" + id, (String) null);
        var html = client.send("GET", "/mail/" + id + "/html", (String) null);

        assertThat(list.text()).doesNotContain("<script").contains("&lt;script&gt;alert(1)&lt;/script&gt;");
        assertThat(list.header("Content-Security-Policy")).startsWith("default-src 'none'");
        assertThat(one.text())
                .doesNotContain("<script")
                .contains("<iframe sandbox ")
                .contains("href=\"/mail/" + id + "/attachments/0\">INV-1.pdf</a>");
        assertThat(html.text()).contains("<b>Please pay.</b>");
        assertThat(html.header("Content-Security-Policy")).startsWith("sandbox;");
        assertThat(client.send("GET", "/mail/nothing", (String) null).status()).isEqualTo(404);
    }

    @Test
    void forgetsMailsWhenAsked() throws Exception {
        send("One", "ap@contoso.example");

        client.control("DELETE", "/mail", null);

        assertThat(client.control("GET", "/mail", null).json()).isEmpty();
        assertThat(client.send("GET", "/mail", (String) null).text()).contains("No mail has arrived yet.");
    }

    @Test
    void refusesOrLosesMailsToARecipientWhenToldTo() throws Exception {
        client.fault(
                "{\"kind\":\"STATUS\",\"method\":\"SMTP\",\"pathPattern\":\"/*@contoso.example\",\"status\":550,\"times\":1}");
        assertThatThrownBy(() -> send("One", "ap@contoso.example"))
                .isInstanceOf(MessagingException.class)
                .hasStackTraceContaining("550");

        client.fault("{\"kind\":\"TIMEOUT_BEFORE\",\"method\":\"SMTP\",\"pathPattern\":\"/**\",\"times\":1}");
        assertThatThrownBy(() -> send("Two", "ap@contoso.example")).isInstanceOf(MessagingException.class);
        assertThat(client.control("GET", "/mail", null).json()).isEmpty();

        client.fault("{\"kind\":\"TIMEOUT_AFTER\",\"method\":\"SMTP\",\"pathPattern\":\"/**\",\"times\":1}");
        assertThatThrownBy(() -> send("Three", "ap@contoso.example")).isInstanceOf(MessagingException.class);
        assertThat(client.control("GET", "/mail", null).at("/0/subject")).isEqualTo("Three");
    }

    private static void send(String subject, String... to) throws Exception {
        var settings = new Properties();
        settings.put("mail.smtp.host", "127.0.0.1");
        settings.put("mail.smtp.port", Integer.toString(sandbox.smtpPort()));
        settings.put("mail.smtp.timeout", "5000");
        var message = new MimeMessage(Session.getInstance(settings));
        var mail = new MimeMessageHelper(message, true, "UTF-8");
        mail.setFrom(new InternetAddress("billing@tenantry.example"));
        mail.setTo(to);
        mail.setSubject(subject);
        mail.setText("Please pay.", "<b>Please pay.</b><img src=x onerror=alert(1)>");
        mail.addAttachment("INV-1.pdf", new ByteArrayResource(PDF), "application/pdf");
        Transport.send(message);
    }
}
