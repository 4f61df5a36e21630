package io.tenantry.provider;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenantry.shared.AuditFact;
import io.tenantry.shared.NotFound;
import io.tenantry.shared.Refused;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The register of providers: what kind each is, what it can do, and, for an automatic one, whom to speak with. */
@Service
public class Providers {

    private final ProviderRows rows;
    private final ProviderConnections connections;
    private final ProviderRegister register;
    private final HintRegistrations hints;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    Providers(
            ProviderRows rows,
            ProviderConnections connections,
            ProviderRegister register,
            HintRegistrations hints,
            Clock clock,
            ApplicationEventPublisher events) {
        this.rows = rows;
        this.connections = connections;
        this.register = register;
        this.hints = hints;
        this.clock = clock;
        this.events = events;
    }

    /** All of them, by kind and name. */
    @Transactional(readOnly = true)
    public List<ProviderView> all() {
        return rows.all();
    }

    /** @throws NotFound if there is none of that name */
    @Transactional(readOnly = true)
    public ProviderView view(String name) {
        return rows.find(name).orElseThrow(() -> new NotFound("Provider", name));
    }

    /** The same, and it stays so until the caller's transaction ends. */
    @Transactional
    public ProviderView hold(String name) {
        return rows.hold(name).orElseThrow(() -> new NotFound("Provider", name));
    }

    /**
     * Whom to speak with. One that is not active is answered too: what was ordered there before must be confirmed.
     *
     * @throws Refused if it is not an automatic provider
     */
    @Transactional(readOnly = true)
    public Provider automatic(String name) {
        return connections.of(view(name));
    }

    /** Those that are active, automatic and can do that, by name; a sync goes through them. */
    @Transactional(readOnly = true)
    public List<ProviderView> automaticThatCan(ProviderCapability capability) {
        return rows.all().stream()
                .filter(provider -> provider.isAutomatic() && provider.active() && provider.can(capability))
                .toList();
    }

    /**
     * @param what that which needs it, such as {@code Subscription SUB-000017}
     * @throws Refused if the provider cannot do that; names both and what to do. One that is not active is no reason:
     *     what it must be told waits
     */
    @Transactional(readOnly = true)
    public void require(String name, ProviderCapability capability, String what) {
        var provider = view(name);
        if (!provider.can(capability)) {
            throw new Refused(
                    "provider-cannot",
                    what + " needs " + provider + " to " + capability.words() + ", which it cannot (capability "
                            + capability
                            + "); do it there by hand and let a sync or a correction bring it here, or choose"
                            + " another provider");
        }
    }

    /** How a provider was connected, without its secret. */
    @Transactional(readOnly = true)
    public JsonNode settings(String name) {
        return rows.connection(name)
                .orElseThrow(() -> new NotFound("Provider", name))
                .settings();
    }

    /**
     * Connects a provider by its settings.
     *
     * @throws Refused if the name is taken or the settings cannot be spoken by; says which and where
     */
    @Transactional
    public ProviderView connect(ConnectProvider wanted) {
        register.connect(wanted);
        return view(wanted.name());
    }

    /**
     * Changes how a provider is spoken with. Publishes {@link ProviderActivated}.
     *
     * @param version as the caller read it
     */
    @Transactional
    public ProviderView change(ConnectProvider wanted, long version) {
        register.change(wanted, version);
        return view(wanted.name());
    }

    /** From now on nothing new is told to it: changes wait. What was told before is still confirmed. */
    @Transactional
    public ProviderView deactivate(String name, String reason) {
        register.deactivate(name, reason);
        return view(name);
    }

    /** Publishes {@link ProviderActivated}: what waited for it goes on. */
    @Transactional
    public ProviderView activate(String name, String reason) {
        register.activate(name, reason);
        return view(name);
    }

    /** A person has consented anew; keeps whether we can work with that. Audited, without the token. */
    @Transactional
    public Connectivity renewConsent(String name, String refreshToken, String reason) {
        var found = connections.of(view(name)).renewConsent(refreshToken);
        rows.checked(name, found, clock.instant().atOffset(ZoneOffset.UTC));
        events.publishEvent(new AuditFact(
                name, "consent-renewed", reason, Map.of("connected", found.connected(), "words", found.message())));
        return found;
    }

    /**
     * Has the provider tell us of changes, if it can and we know where we are reached; what stands against it is kept with
     * the provider and stops nobody.
     */
    public void ensureHints(String name) {
        hints.ensure(view(name));
    }

    /**
     * The same at a person's wish. The call itself is in no transaction.
     *
     * @param replacing whether an address may be replaced at which the provider tells somebody else
     * @throws Refused if nobody has said where we are reached, or the provider says no; names what to do
     */
    public ProviderView registerHints(String name, boolean replacing) {
        hints.require(view(name), replacing);
        return view(name);
    }

    /**
     * Looks now whether we can work with it, and keeps what was found; a provider that answers is told where to tell us of
     * changes. The calls themselves are in no transaction.
     */
    public Connectivity verifyConnectivity(String name) {
        var provider = view(name);
        var found = provider.isAutomatic()
                ? connections.of(provider).verifyConnectivity()
                : new Connectivity(
                        true, "Nothing to connect: Tenantry " + provider.kind().words());
        rows.checked(name, found, clock.instant().atOffset(ZoneOffset.UTC));
        if (found.connected()) {
            hints.ensure(provider);
        }
        return found;
    }
}
