package io.tenantry.sync;

import io.tenantry.provider.Provider;
import io.tenantry.provider.ProviderAccessLost;
import io.tenantry.provider.ProviderRejected;
import io.tenantry.provider.ProviderSubscription;
import io.tenantry.provider.ProviderUnavailable;
import io.tenantry.subscription.NextTerm;
import io.tenantry.subscription.SeenSubscription;
import io.tenantry.sync.SyncRegister.Tenant;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/**
 * Asks a provider for tenants, one after the other and at the pace that all nodes keep together. A tenant that is refused
 * or does not answer does not stop the others; a provider that wants to be left alone is left alone at once.
 */
@Component
class TenantReading {

    /** So many without an answer in a row are no bad luck any more. */
    private static final int SILENT_IN_A_ROW = 3;

    private final ProviderPace pace;
    private final Clock clock;

    TenantReading(ProviderPace pace, Clock clock) {
        this.pace = pace;
        this.clock = clock;
    }

    /**
     * @param subscriptionsOf what is asked for each tenant
     * @throws ProviderAccessLost if nobody is let in any more
     * @throws ProviderUnavailable if the provider as a whole does not answer; the same call later is safe
     */
    List<Reading> read(
            Provider provider, List<Tenant> tenants, Function<Tenant, List<ProviderSubscription>> subscriptionsOf) {
        var begin = System.nanoTime()
                + pace.reserve(provider.name(), tenants.size()).toNanos();
        var readings = new ArrayList<Reading>();
        var silent = 0;
        for (var tenant : tenants) {
            waitUntil(begin + pace.interval().toNanos() * readings.size());
            var reading = ask(provider.name(), tenant, subscriptionsOf);
            readings.add(reading);
            silent = reading.is(Reading.Answer.UNAVAILABLE) ? silent + 1 : 0;
            if (reading.isThrottled()) {
                break;
            }
            if (silent == SILENT_IN_A_ROW) {
                requireSomeAnswer(readings);
                break;
            }
        }
        tenants.stream().skip(readings.size()).map(Reading::notAsked).forEach(readings::add);
        return readings;
    }

    private Reading ask(String provider, Tenant tenant, Function<Tenant, List<ProviderSubscription>> subscriptionsOf) {
        try {
            return Reading.seen(
                    tenant,
                    subscriptionsOf.apply(tenant).stream()
                            .map(subscription -> seen(provider, tenant.tenantId(), subscription))
                            .toList());
        } catch (ProviderRejected rejected) {
            return Reading.rejected(tenant, String.valueOf(rejected.getMessage()));
        } catch (ProviderAccessLost lost) {
            throw lost;
        } catch (ProviderUnavailable unavailable) {
            var words = String.valueOf(unavailable.getMessage());
            var again = unavailable.retryAfter();
            if (again == null) {
                return Reading.unavailable(tenant, words);
            }
            pace.hold(provider, Duration.between(clock.instant(), again));
            return Reading.throttled(tenant, words, again);
        }
    }

    /** Not one tenant of several answered: it is the provider, so the job fails and is tried again as a whole. */
    private static void requireSomeAnswer(List<Reading> readings) {
        if (readings.stream().allMatch(reading -> reading.is(Reading.Answer.UNAVAILABLE))) {
            throw new ProviderUnavailable("No tenant could be read; the last answer was: "
                    + readings.get(readings.size() - 1).words());
        }
    }

    private static void waitUntil(long nanos) {
        var left = nanos - System.nanoTime();
        while (left > 0) {
            if (Thread.currentThread().isInterrupted()) {
                throw new ProviderUnavailable("The application is stopping; the sync goes on where it stood");
            }
            LockSupport.parkNanos(Math.min(left, TimeUnit.MILLISECONDS.toNanos(200)));
            left = nanos - System.nanoTime();
        }
    }

    static SeenSubscription seen(String provider, String tenantId, ProviderSubscription subscription) {
        return new SeenSubscription(
                provider,
                tenantId,
                subscription.subscriptionId(),
                subscription.orderId(),
                subscription.partNumber(),
                subscription.name(),
                subscription.quantity(),
                subscription.status(),
                subscription.term(),
                subscription.billingPlan(),
                subscription.autoRenew(),
                subscription.startedAt(),
                subscription.commitmentEnd(),
                subscription.parentSubscriptionId(),
                subscription.changedAt(),
                ahead(subscription));
    }

    private static SeenSubscription.Ahead ahead(ProviderSubscription subscription) {
        var next = subscription.nextTerm();
        return new SeenSubscription.Ahead(
                next == null
                        ? null
                        : new NextTerm(
                                next.partNumber(),
                                next.quantity(),
                                next.term(),
                                next.billingPlan(),
                                next.customTermEnd()),
                subscription.cancellableUntil(),
                subscription.trial());
    }
}
