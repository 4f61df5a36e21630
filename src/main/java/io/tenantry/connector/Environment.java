package io.tenantry.connector;

import java.net.URI;
import java.util.Locale;
import java.util.Set;

/**
 * Whether this installation practises or works. A sandbox never calls a production system: it does not even build the
 * client for it.
 */
public enum Environment {
    SANDBOX,
    PRODUCTION;

    /**
     * Lets a URL pass unless a sandbox would reach production with it.
     *
     * @param property the setting the URL comes from, for the message
     * @param productionDomains domains of which every host is production, such as {@code microsoft.com}
     * @throws IllegalStateException if the URL must not be called from here
     */
    public URI admit(String property, URI url, Set<String> productionDomains) {
        if (url.getHost() == null) {
            throw new IllegalStateException(
                    property + " is '" + url + "', which names no host; give it as https://host[:port]");
        }
        var host = hostOf(url);
        if (this == SANDBOX && productionDomains.stream().anyMatch(domain -> isWithin(host, domain))) {
            throw new IllegalStateException("tenantry.environment is SANDBOX, but " + property + " is '" + url
                    + "', which is production; point it at a sandbox or set tenantry.environment to PRODUCTION");
        }
        return url;
    }

    /**
     * The same for a system of which nobody knows what is production: a sandbox lets only the hosts pass that are known
     * to be none, and production only what is encrypted.
     *
     * @throws IllegalStateException if the URL must not be called from here
     */
    public URI admitOnly(String property, URI url, Set<String> sandboxHosts) {
        admit(property, url, Set.of());
        if (this == SANDBOX && !sandboxHosts.contains(hostOf(url))) {
            throw new IllegalStateException("tenantry.environment is SANDBOX, but " + property + " is '" + url
                    + "', which may be production; use one of the hosts " + sandboxHosts
                    + " (tenantry.rest.sandbox-hosts), or set tenantry.environment to PRODUCTION");
        }
        if (this == PRODUCTION && !"https".equalsIgnoreCase(url.getScheme())) {
            throw new IllegalStateException(
                    property + " is '" + url + "', which is not encrypted; give it as https://host[:port]");
        }
        return url;
    }

    /** Lower case and without the root's dot, which names the same host. */
    private static String hostOf(URI url) {
        var host = url.getHost().toLowerCase(Locale.ROOT);
        return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    }

    private static boolean isWithin(String host, String domain) {
        return host.equals(domain) || host.endsWith("." + domain);
    }
}
