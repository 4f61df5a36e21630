package io.tenantry.connector.partnercenter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.tenantry.shared.TimeMachine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever knocks at the webhook makes us fetch certificates; how often, is for us to say. */
class WebhookCertificatesTest {

    private final AtomicInteger fetched = new AtomicInteger();
    private final TimeMachine time = new TimeMachine(Clock.systemUTC(), Duration.ZERO, moved -> {});
    private final WebhookCertificates certificates = new WebhookCertificates(time);
    private HttpServer server;
    private volatile int status = 200;

    @BeforeEach
    void serve() throws Exception {
        var pem = pem(sandboxCertificate());
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            fetched.incrementAndGet();
            exchange.sendResponseHeaders(status, status == 200 ? pem.length : -1);
            try (var body = exchange.getResponseBody()) {
                if (status == 200) {
                    body.write(pem);
                }
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    /** A hundred wrong signatures in each of three minutes: one fetch a minute, and the true events are served on. */
    @Test
    void wrongSignaturesMakeATrustedCertificateBeFetchedOnceAMinuteAtMost() throws Exception {
        var url = url("/signing.cer");
        certificates.keep(url, certificates.at(url));

        for (var minute = 0; minute < 3; minute++) {
            for (var knock = 0; knock < 100; knock++) {
                certificates.keep(url, certificates.at(url));
                certificates.doubt(url);
            }
            pass(Duration.ofSeconds(61));
        }

        assertThat(fetched).hasValue(3);
    }

    @Test
    void aTrustedCertificateServesOnWhileNothingNewerCanBeHad() throws Exception {
        var url = url("/signing.cer");
        var chain = certificates.at(url);
        certificates.keep(url, chain);
        certificates.doubt(url);
        pass(Duration.ofSeconds(61));
        status = 503;

        assertThat(certificates.at(url)).isEqualTo(chain);
        assertThat(fetched).hasValue(2);
    }

    @Test
    void strangersUrlsAreFetchedTenTimesAMinuteAndDriveNoTrustedOneOut() throws Exception {
        var trusted = url("/signing.cer");
        certificates.keep(trusted, certificates.at(trusted));
        for (var stranger = 0; stranger < 9; stranger++) {
            certificates.at(url("/stranger" + stranger));
        }

        assertThatThrownBy(() -> certificates.at(url("/one-more")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("10 times within a minute");
        assertThat(certificates.at(trusted)).hasSize(1);
        assertThat(fetched).hasValue(10);

        pass(Duration.ofSeconds(61));

        assertThat(certificates.at(url("/one-more"))).hasSize(1);
    }

    private void pass(Duration span) {
        time.moveBy(span);
    }

    private URI url(String path) {
        return URI.create("http://localhost:" + server.getAddress().getPort() + path);
    }

    private static X509Certificate sandboxCertificate() throws Exception {
        try (var stored = WebhookCertificatesTest.class.getResourceAsStream("/sandbox/webhook.p12")) {
            var store = KeyStore.getInstance("PKCS12");
            store.load(stored, "sandbox".toCharArray());
            return (X509Certificate) store.getCertificate(
                    List.copyOf(Collections.list(store.aliases())).get(0));
        }
    }

    private static byte[] pem(X509Certificate certificate) throws Exception {
        var encoder = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
        return ("-----BEGIN CERTIFICATE-----\n" + encoder.encodeToString(certificate.getEncoded())
                        + "\n-----END CERTIFICATE-----\n")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
