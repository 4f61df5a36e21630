package io.tenantry.provider;

import io.tenantry.shared.AuditFact;
import io.tenantry.shared.PublicAddress;
import io.tenantry.shared.Refused;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Has each provider that can do so tell us of changes, at the address at which others reach this installation. It is
 * looked at whenever the connection is, after an activation, and before each nightly sync, so that a registration that was lost comes back. What
 * a provider refuses is kept in its words and stops nothing: without its hints the nightly comparison sees to everything.
 */
@Component
class HintRegistrations {

    private static final Logger LOG = LoggerFactory.getLogger(HintRegistrations.class);

    private final ProviderRows rows;
    private final ProviderConnections connections;
    private final PublicAddress address;
    private final Clock clock;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate together;

    HintRegistrations(
            ProviderRows rows,
            ProviderConnections connections,
            PublicAddress address,
            Clock clock,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions) {
        this.rows = rows;
        this.connections = connections;
        this.address = address;
        this.clock = clock;
        this.events = events;
        this.together = new TransactionTemplate(transactions);
    }

    /** Sees to it, quietly: what stands against it is kept. The call is in no transaction, and a repeat changes nothing. */
    void ensure(ProviderView provider) {
        try {
            require(provider, false);
        } catch (Refused | ProviderUnavailable untold) {
            LOG.info("{} does not tell of changes by itself: {}", provider, untold.getMessage());
        }
    }

    /**
     * The same at a person's wish, who gets to know what stands against it.
     *
     * @param replacing whether an address may be replaced at which the provider tells somebody else
     */
    void require(ProviderView provider, boolean replacing) {
        if (!provider.isAutomatic()
                || !provider.active()
                || !connections.of(provider).tellsOfChanges()) {
            throw new Refused(
                    "provider-silent",
                    provider
                            + " is not active, or cannot tell of changes by itself; the nightly comparison sees to them");
        }
        try {
            var told = connections.of(provider).tellAt(here(provider), replacing);
            together.executeWithoutResult(status -> registered(provider, told));
        } catch (ProviderRejected rejected) {
            keep(provider, rejected.getMessage());
            throw new Refused("webhook-refused", provider + " does not tell us of changes: " + rejected.getMessage());
        } catch (ProviderUnavailable silent) {
            keep(provider, silent.getMessage());
            throw silent;
        }
    }

    private URI here(ProviderView provider) {
        return address.told().orElseThrow(() -> {
            var words = "Nobody has said where it reaches Tenantry; set tenantry.public-url to its address, such as"
                    + " https://tenantry.example";
            keep(provider, words);
            return new Refused("no-public-url", provider + " does not tell us of changes: " + words);
        });
    }

    private void registered(ProviderView provider, HintRegistration told) {
        var known = provider.hints();
        rows.hinted(
                provider.name(),
                new ProviderView.Hints(
                        true, told.address(), "Tells of " + String.join(", ", told.events()), clock.instant()));
        if (known == null || !known.registered() || !told.address().equals(known.address())) {
            events.publishEvent(AuditFact.of(
                    provider.name(), "webhook-registered", Map.of("address", told.address(), "events", told.events())));
        }
    }

    private void keep(ProviderView provider, @Nullable String refusal) {
        var words = Objects.requireNonNullElse(refusal, "It does not answer");
        rows.hinted(provider.name(), new ProviderView.Hints(false, null, words, clock.instant()));
    }
}
