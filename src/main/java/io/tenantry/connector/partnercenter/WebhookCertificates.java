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
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Fetches the certificates that events are signed with; each once, for they change seldom and events come in floods. */
@Component
class WebhookCertificates {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int LONGEST = 64 * 1024;
    private static final int MOST = 16;
    private static final int FETCHES_A_MINUTE = 10;
    private static final Duration AGAIN_AFTER = Duration.ofMinutes(1);
    private static final Logger LOG = LoggerFactory.getLogger(WebhookCertificates.class);

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final Map<URI, Kept> known = new ConcurrentHashMap<>();
    private final Deque<Instant> fetches = new ArrayDeque<>();
    private final Clock clock;

    WebhookCertificates(Clock clock) {
        this.clock = clock;
    }

    private record Kept(List<X509Certificate> chain, Instant since, boolean doubted) {

        Kept inDoubt() {
            return new Kept(chain, since, true);
        }
    }

    /** The certificate, and those that lead from it to a root, as far as they are told. */
    List<X509Certificate> at(URI url) throws IOException, GeneralSecurityException {
        var kept = known.get(url);
        if (kept == null) {
            requireTurn();
            return fetch(url);
        }
        return kept.doubted() && isLongAgo(kept.since()) ? again(url, kept) : kept.chain();
    }

    private boolean isLongAgo(Instant moment) {
        return clock.instant().isAfter(moment.plus(AGAIN_AFTER));
    }

    /** What was trusted before still is if nothing newer can be had: else whoever knocks could shut the true ones out. */
    private List<X509Certificate> again(URI url, Kept kept) {
        known.put(url, new Kept(kept.chain(), clock.instant(), false));
        try {
            requireTurn();
            return fetch(url);
        } catch (IOException | GeneralSecurityException nothingNewer) {
            LOG.warn("The certificate at {} could not be fetched again: {}", url, nothingNewer.getMessage());
            return kept.chain();
        }
    }

    /** One that is trusted is not fetched again; what nobody trusts is not kept, so it drives nothing out. */
    void keep(URI url, List<X509Certificate> chain) {
        var present = known.get(url);
        if (present == null ? known.size() < MOST : !present.chain().equals(chain)) {
            known.put(url, new Kept(chain, clock.instant(), false));
        }
    }

    /** After a signature that did not fit: the certificate may have been renewed. It is fetched anew once a minute at most. */
    void doubt(URI url) {
        known.computeIfPresent(url, (same, kept) -> kept.inDoubt());
    }

    /** Who knocks is not known yet, and must not have us call others as often as he likes. */
    private synchronized void requireTurn() throws IOException {
        while (!fetches.isEmpty() && isLongAgo(fetches.peekFirst())) {
            fetches.removeFirst();
        }
        if (fetches.size() >= FETCHES_A_MINUTE) {
            throw new IOException("Certificates were fetched " + FETCHES_A_MINUTE + " times within a minute");
        }
        fetches.addLast(clock.instant());
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
