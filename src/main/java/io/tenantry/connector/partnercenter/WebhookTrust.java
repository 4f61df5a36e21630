package io.tenantry.connector.partnercenter;

import io.tenantry.connector.ConnectorProperties;
import io.tenantry.connector.Environment;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Collections;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Whose signatures count: certificates of the right organization that are valid today and go back to a root that is
 * trusted, fetched from a host that is known.
 */
@Component
class WebhookTrust {

    private static final String SANDBOX_STORE = "/sandbox/webhook.p12";
    private static final String SANDBOX_PASSWORD = "sandbox";

    private final WebhookProperties settings;
    private final X509TrustManager roots;
    private final Set<String> hosts;
    private final Clock clock;

    WebhookTrust(
            WebhookProperties settings,
            PartnerCenterProperties partnerCenter,
            ConnectorProperties connectors,
            Clock clock) {
        this.settings = settings;
        this.clock = clock;
        var sandbox = connectors.environment() == Environment.SANDBOX;
        this.roots = roots(sandbox);
        this.hosts = new HashSet<>(settings.certificateHosts());
        if (sandbox) {
            hosts.add(partnerCenter.baseUrl().getHost());
        }
    }

    /** Whether a certificate may be fetched from there: HTTPS, but for a sandbox on this machine. */
    boolean mayFetch(URI url) {
        var host = url.getHost() == null ? "" : url.getHost().toLowerCase(Locale.ROOT);
        var local = host.equals("localhost") || host.equals("127.0.0.1");
        var plain = url.getQuery() == null && url.getFragment() == null && url.getUserInfo() == null;
        return plain
                && hosts.contains(host)
                && ("https".equals(url.getScheme()) || local && "http".equals(url.getScheme()));
    }

    /** @return why it does not count; null if it does */
    @Nullable
    String objection(List<X509Certificate> chain) {
        var leaf = chain.get(0);
        if (!settings.organization().equals(organization(leaf))) {
            return "its certificate is of " + leaf.getSubjectX500Principal() + ", not of " + settings.organization();
        }
        try {
            leaf.checkValidity(Date.from(clock.instant()));
            roots.checkClientTrusted(
                    chain.toArray(X509Certificate[]::new), leaf.getPublicKey().getAlgorithm());
            return null;
        } catch (GeneralSecurityException untrusted) {
            return "its certificate is not trusted: " + untrusted.getMessage();
        }
    }

    private static String organization(X509Certificate certificate) {
        try {
            return new LdapName(certificate.getSubjectX500Principal().getName())
                    .getRdns().stream()
                            .filter(part -> part.getType().equalsIgnoreCase("O"))
                            .map(part -> String.valueOf(part.getValue()))
                            .findFirst()
                            .orElse("");
        } catch (InvalidNameException unreadable) {
            return "";
        }
    }

    private X509TrustManager roots(boolean sandbox) {
        try {
            var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store(sandbox));
            return (X509TrustManager) factory.getTrustManagers()[0];
        } catch (GeneralSecurityException | IOException broken) {
            throw new IllegalStateException(
                    "tenantry.partner-center.webhook.trust-store '" + settings.trustStore() + "' cannot be read",
                    broken);
        }
    }

    private @Nullable KeyStore store(boolean sandbox) throws GeneralSecurityException, IOException {
        if (!settings.trustStore().isBlank()) {
            return onlyRoots(Files.newInputStream(Path.of(settings.trustStore())), settings.trustStorePassword());
        }
        var own = sandbox ? WebhookTrust.class.getResourceAsStream(SANDBOX_STORE) : null;
        return own == null ? null : onlyRoots(own, SANDBOX_PASSWORD);
    }

    /** A key that lies beside the roots makes nobody trustworthy. */
    private static KeyStore onlyRoots(InputStream stored, String password)
            throws GeneralSecurityException, IOException {
        try (stored) {
            var all = KeyStore.getInstance("PKCS12");
            all.load(stored, password.toCharArray());
            var kept = KeyStore.getInstance("PKCS12");
            kept.load(null, null);
            for (var alias : Collections.list(all.aliases())) {
                if (all.isCertificateEntry(alias)) {
                    kept.setCertificateEntry(alias, all.getCertificate(alias));
                }
            }
            return kept;
        }
    }
}
