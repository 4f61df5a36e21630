package io.tenantry.connector.partnercenter;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** Fetches the certificates that events are signed with; each once, for they change seldom and events come in floods. */
@Component
class WebhookCertificates {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int LONGEST = 64 * 1024;
    private static final int MOST = 16;
    private static final int FETCHES_A_MINUTE = 10;

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final Map<URI, List<X509Certificate>> known = new ConcurrentHashMap<>();
    private final Deque<Long> fetches = new ArrayDeque<>();

    /** The certificate, and those that lead from it to a root, as far as they are told. */
    List<X509Certificate> at(URI url) throws IOException, GeneralSecurityException {
        var kept = known.get(url);
        if (kept != null) {
            return kept;
        }
        requireTurn();
        return fetch(url);
    }

    /** One that is trusted is not fetched again; what nobody trusts is not kept, so it drives nothing out. */
    void keep(URI url, List<X509Certificate> chain) {
        if (known.size() < MOST) {
            known.putIfAbsent(url, chain);
        }
    }

    /** After a signature that did not fit: the certificate may have been renewed. Fetching it again has to wait its turn. */
    void forget(URI url) {
        known.remove(url);
    }

    /** Who knocks is not known yet, and must not have us call others as often as he likes. */
    private synchronized void requireTurn() throws IOException {
        var now = System.nanoTime();
        while (!fetches.isEmpty() && now - fetches.peekFirst() > TimeUnit.MINUTES.toNanos(1)) {
            fetches.removeFirst();
        }
        if (fetches.size() >= FETCHES_A_MINUTE) {
            throw new IOException("Certificates were fetched " + FETCHES_A_MINUTE + " times within a minute");
        }
        fetches.addLast(now);
    }

    private List<X509Certificate> fetch(URI url) throws IOException, GeneralSecurityException {
        try (var body = http.send(HttpRequest.newBuilder(url).timeout(PATIENCE).build(), BodyHandlers.ofInputStream())
                .body()) {
            return read(body);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IOException("The application is stopping", stopping);
        }
    }

    private static List<X509Certificate> read(InputStream body) throws IOException, GeneralSecurityException {
        var bytes = body.readNBytes(LONGEST);
        var certificates =
                CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(bytes));
        if (certificates.isEmpty()) {
            throw new GeneralSecurityException("There is no certificate");
        }
        return certificates.stream().map(X509Certificate.class::cast).toList();
    }
}
