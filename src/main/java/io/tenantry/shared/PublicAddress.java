package io.tenantry.shared;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Where others reach this installation: people who follow a link in a mail, and providers who tell of changes. With
 * {@code https://tenantry.example} the page {@code /cases/CASE-000017} is {@code https://tenantry.example/cases/CASE-000017}.
 */
@Component
public class PublicAddress {

    private final String told;
    private final String own;

    /**
     * @param told {@code tenantry.public-url}; empty where nobody but this machine reaches it
     * @param port the one it listens on
     */
    public PublicAddress(@Value("${tenantry.public-url:}") String told, @Value("${server.port:8080}") String port) {
        this.told = checked(told.strip());
        this.own = "http://localhost:" + port;
    }

    /** The whole address of a page, so that a mail program can open it. @param path begins with a slash */
    public String of(String path) {
        return (told.isEmpty() ? own : told) + path;
    }

    /** As somebody has set it; empty where nobody has: then no provider can be told where we are. */
    public Optional<URI> told() {
        return told.isEmpty() ? Optional.empty() : Optional.of(URI.create(told));
    }

    private static String checked(String told) {
        if (told.isEmpty()) {
            return told;
        }
        try {
            var address = new URI(told);
            var web = "https".equalsIgnoreCase(address.getScheme()) || "http".equalsIgnoreCase(address.getScheme());
            if (web
                    && address.getHost() != null
                    && address.getQuery() == null
                    && address.getFragment() == null
                    && address.getUserInfo() == null) {
                return told.replaceFirst("/+$", "");
            }
        } catch (URISyntaxException unreadable) {
            throw new IllegalArgumentException(objection(told), unreadable);
        }
        throw new IllegalArgumentException(objection(told));
    }

    private static String objection(String told) {
        return "tenantry.public-url '" + told + "' is no address that others can open; set it to one such as"
                + " https://tenantry.example";
    }
}
