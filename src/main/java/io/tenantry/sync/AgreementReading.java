package io.tenantry.sync;

import io.tenantry.customer.Agreements;
import io.tenantry.provider.AgreementAcceptance;
import io.tenantry.provider.Provider;
import io.tenantry.provider.ProviderRejected;
import io.tenantry.provider.ProviderUnavailable;
import io.tenantry.sync.SyncRegister.Tenant;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Asks a provider whether tenants have accepted its agreement, once for each and again only for those that have not: an
 * acceptance is never taken back. What cannot be told now is asked by the next sync.
 */
@Component
class AgreementReading {

    private static final Logger LOG = LoggerFactory.getLogger(AgreementReading.class);

    /** Who has not accepted it through the partner may have signed it itself, which is asked in a second call. */
    private static final int CALLS = 2;

    private final Agreements agreements;
    private final ProviderPace pace;
    private final Clock clock;

    AgreementReading(Agreements agreements, ProviderPace pace, Clock clock) {
        this.agreements = agreements;
        this.pace = pace;
        this.clock = clock;
    }

    void look(Provider provider, List<Tenant> tenants) {
        for (var tenant : tenants) {
            if (tenant.agreementOpen() && !ask(provider, tenant)) {
                return;
            }
        }
    }

    /** @return whether it is worth asking for another one */
    private boolean ask(Provider provider, Tenant tenant) {
        try {
            rest(pace.reserve(provider.name(), CALLS));
            var acceptance = provider.agreement(tenant.tenantId());
            agreements.record(
                    tenant.number(), acceptance.map(AgreementReading::known).orElse(null), "Read at the provider");
            return true;
        } catch (ProviderRejected untold) {
            LOG.info("The agreement of {} cannot be read: {}", tenant.number(), untold.getMessage());
            return true;
        } catch (ProviderUnavailable later) {
            LOG.info("Agreements are read by the next sync: {}", later.getMessage());
            var again = later.retryAfter();
            if (again != null) {
                pace.hold(provider.name(), Duration.between(clock.instant(), again));
            }
            return false;
        }
    }

    private static Agreements.Acceptance known(AgreementAcceptance acceptance) {
        return new Agreements.Acceptance(acceptance.acceptedOn(), acceptance.acceptedBy());
    }

    private static void rest(Duration wait) {
        try {
            TimeUnit.NANOSECONDS.sleep(wait.toNanos());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new ProviderUnavailable("The application is stopping; the sync goes on where it stood");
        }
    }
}
