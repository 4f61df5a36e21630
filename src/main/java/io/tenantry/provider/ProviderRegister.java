package io.tenantry.provider;

import io.tenantry.shared.AuditFact;
import io.tenantry.shared.Conflict;
import io.tenantry.shared.FieldRefused;
import io.tenantry.shared.NotFound;
import io.tenantry.shared.Refused;
import io.tenantry.shared.Stale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** What an administrator does to the register. Each act leaves an audit fact; no secret is ever part of one. */
@Component
class ProviderRegister {

    private static final Pattern NAME = Pattern.compile("(?=.{1,40}$)[a-z][a-z0-9]*(-[a-z0-9]+)*");

    private final ProviderRows rows;
    private final ProviderConnections connections;
    private final ApplicationEventPublisher events;

    ProviderRegister(ProviderRows rows, ProviderConnections connections, ApplicationEventPublisher events) {
        this.rows = rows;
        this.connections = connections;
        this.events = events;
    }

    void connect(ConnectProvider wanted) {
        requireName(wanted.name());
        var connection = checked(wanted, null);
        if (!rows.add(wanted, connection)) {
            throw new Conflict(
                    "provider-exists", "Provider '" + wanted.name() + "' exists already; change it, or choose a name");
        }
        audit("provider-connected", "", connection, wanted);
    }

    void change(ConnectProvider wanted, long version) {
        var present = lock(wanted.name());
        Stale.check(present.toString(), version, present.version());
        if (!wanted.protocol().equals(present.protocol())) {
            throw new Refused(
                    "protocol-fixed",
                    present + " speaks " + present.protocol() + ", not " + wanted.protocol()
                            + "; connect another provider in its place");
        }
        var kept = rows.connection(wanted.name()).orElseThrow().sealedSecret();
        var connection = checked(wanted, kept);
        rows.change(connection);
        audit("provider-changed", "", connection, wanted);
        if (present.active()) {
            events.publishEvent(new ProviderActivated(wanted.name()));
        }
    }

    /** Nothing new is told to it; what was told before is still confirmed. */
    void deactivate(String name, String reason) {
        move(name, false, reason);
    }

    void activate(String name, String reason) {
        move(name, true, reason);
        events.publishEvent(new ProviderActivated(name));
    }

    private void move(String name, boolean active, String reason) {
        if (reason.isBlank()) {
            throw new Refused("reason-missing", "Say why; the reason is kept with the act");
        }
        var present = lock(name);
        if (present.active() == active) {
            throw new Refused("wrong-status", present + " is " + (active ? "active" : "not active") + " already");
        }
        rows.activate(name, active);
        events.publishEvent(
                new AuditFact(name, active ? "provider-activated" : "provider-deactivated", reason.strip(), Map.of()));
    }

    private ProviderConnection checked(ConnectProvider wanted, @Nullable String keptSecret) {
        if (wanted.displayName().isBlank()) {
            throw new FieldRefused(
                    "invalid-name", "displayName", "Provider '" + wanted.name() + "' needs a name to show");
        }
        var protocol = connections.protocol(wanted.protocol());
        var secret = wanted.secret();
        var connection = new ProviderConnection(
                wanted.name(),
                wanted.displayName().strip(),
                wanted.capabilities(),
                wanted.settings(),
                secret == null || secret.isBlank() ? keptSecret : protocol.seal(secret.strip()));
        protocol.check(connection);
        return connection;
    }

    private ProviderView lock(String name) {
        return rows.lock(name).orElseThrow(() -> new NotFound("Provider", name));
    }

    private static void requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new FieldRefused(
                    "invalid-name",
                    "name",
                    "'" + name + "' cannot name a provider; use at most 40 small letters, digits and hyphens, such as"
                            + " acme-cloud");
        }
    }

    private void audit(String act, String reason, ProviderConnection connection, ConnectProvider wanted) {
        events.publishEvent(new AuditFact(
                connection.name(),
                act,
                reason,
                Map.of(
                        "displayName", connection.displayName(),
                        "protocol", wanted.protocol(),
                        "capabilities", connection.capabilities().toString(),
                        "secretChanged",
                                !Objects.requireNonNullElse(wanted.secret(), "").isBlank())));
    }
}
