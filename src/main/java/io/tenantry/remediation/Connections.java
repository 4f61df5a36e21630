package io.tenantry.remediation;

import io.tenantry.provider.Connectivity;
import io.tenantry.provider.Providers;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Service;

/** Whether a provider can be reached with our credentials, as the last look at it said. */
@Service
public class Connections {

    /** A consent that lapsed makes a hundred cases at once; the provider is asked once for all of them. */
    private static final Duration FRESH = Duration.ofMinutes(5);

    private final Providers providers;
    private final Clock clock;

    Connections(Providers providers, Clock clock) {
        this.providers = providers;
        this.clock = clock;
    }

    /** Looks, unless it was just done; a provider that has nothing to be reached is left alone. */
    void lookAt(String provider) {
        var known = providers.view(provider);
        var checked = known.lastCheckedAt();
        if (known.isAutomatic()
                && (checked == null || checked.isBefore(clock.instant().minus(FRESH)))) {
            verify(provider);
        }
    }

    /** Looks now; the registry keeps what was seen. */
    public Connectivity verify(String provider) {
        return providers.verifyConnectivity(provider);
    }

    /** Goes on with a consent that a person gave anew, if the provider takes it. */
    public Connectivity renewConsent(String provider, String refreshToken, String reason) {
        return providers.renewConsent(provider, refreshToken, reason);
    }

    /** What waited for it goes on. */
    public void activate(String provider, String reason) {
        providers.activate(provider, reason);
    }
}
