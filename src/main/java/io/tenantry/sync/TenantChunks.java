package io.tenantry.sync;

import io.tenantry.provider.Provider;
import io.tenantry.provider.ProviderCapability;
import io.tenantry.provider.ProviderSubscription;
import io.tenantry.subscription.LedgerSnapshot;
import io.tenantry.subscription.Subscriptions;
import io.tenantry.sync.SyncRegister.Counts;
import io.tenantry.sync.SyncRegister.Run;
import io.tenantry.sync.SyncRegister.Scope;
import io.tenantry.sync.SyncRegister.Settled;
import io.tenantry.sync.SyncRegister.Tenant;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Syncs the next tenants of a sync: claims them, asks the provider, and writes what it said. A kill between any two steps
 * leaves the tenants pending; what was written of them before is found as it is and written no second time.
 */
@Component
class TenantChunks {

    private static final Logger LOG = LoggerFactory.getLogger(TenantChunks.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);

    private final SyncRegister register;
    private final SyncedProviders providers;
    private final ProviderPace pace;
    private final TenantReading reading;
    private final ChunkWriting writing;
    private final AgreementReading agreements;
    private final HintStore hints;
    private final Subscriptions subscriptions;
    private final SyncProperties properties;
    private final Clock clock;

    TenantChunks(
            SyncRegister register,
            SyncedProviders providers,
            ProviderPace pace,
            TenantReading reading,
            ChunkWriting writing,
            AgreementReading agreements,
            HintStore hints,
            Subscriptions subscriptions,
            SyncProperties properties,
            Clock clock) {
        this.register = register;
        this.providers = providers;
        this.pace = pace;
        this.reading = reading;
        this.writing = writing;
        this.agreements = agreements;
        this.hints = hints;
        this.subscriptions = subscriptions;
        this.properties = properties;
        this.clock = clock;
    }

    ChunkOutcome next(Run run) {
        var ahead = pace.ahead(run.provider());
        if (ahead.compareTo(properties.patience()) > 0) {
            return ChunkOutcome.later(clock.instant().plus(ahead));
        }
        var tenants = register.claim(run, properties.chunkSize());
        if (tenants.isEmpty()) {
            return register.nextTry(run).map(ChunkOutcome::later).orElse(ChunkOutcome.DONE);
        }
        var snapshot =
                subscriptions.snapshot(tenants.stream().map(Tenant::accountId).toList());
        var provider = providers.get(run.provider());
        var readings = reading.read(provider, tenants, question(run, provider));
        register.settle(run, write(run, readings, snapshot));
        if (run.scope() != Scope.HINTS && providers.can(run.provider(), ProviderCapability.AGREEMENTS)) {
            agreements.look(provider, read(readings));
        }
        return ChunkOutcome.MORE;
    }

    private static List<Tenant> read(List<Reading> readings) {
        return readings.stream()
                .filter(each -> each.is(Reading.Answer.SEEN))
                .map(Reading::tenant)
                .toList();
    }

    /** All subscriptions of a tenant, or only those that hints have named. */
    private Function<Tenant, List<ProviderSubscription>> question(Run run, Provider provider) {
        if (run.scope() != Scope.HINTS) {
            return tenant -> provider.subscriptions(tenant.tenantId());
        }
        return tenant -> hints.named(run, tenant.tenantId()).stream()
                .flatMap(id -> provider.subscription(tenant.tenantId(), id).stream())
                .toList();
    }

    private List<Settled> write(Run run, List<Reading> readings, LedgerSnapshot snapshot) {
        var settled = new ArrayList<Settled>();
        var seen =
                readings.stream().filter(each -> each.is(Reading.Answer.SEEN)).toList();
        readings.stream()
                .filter(each -> !each.is(Reading.Answer.SEEN))
                .map(this::unread)
                .forEach(settled::add);
        if (seen.isEmpty()) {
            return settled;
        }
        try {
            settled.addAll(done(seen, writing.write(run, seen, snapshot)));
        } catch (RuntimeException together) {
            LOG.warn("A chunk of {} could not be written together, so each tenant is alone", run.number(), together);
            seen.forEach(each -> settled.add(alone(run, each, snapshot)));
        }
        return settled;
    }

    /** One tenant that cannot be written must not keep the others from it. */
    private Settled alone(Run run, Reading reading, LedgerSnapshot snapshot) {
        try {
            return done(List.of(reading), writing.write(run, List.of(reading), snapshot))
                    .get(0);
        } catch (RuntimeException failed) {
            LOG.warn("Tenant {} could not be written", reading.tenant().number(), failed);
            return unread(Reading.unavailable(
                    reading.tenant(), "What the provider said could not be written: " + failed.getMessage()));
        }
    }

    private static List<Settled> done(List<Reading> readings, ChunkWriting.Written written) {
        return readings.stream()
                .map(each -> new Settled(
                        each.tenant().accountId(),
                        "DONE",
                        each.tenant().attempts() + 1,
                        null,
                        null,
                        new Counts(
                                each.seen().size(),
                                written.leftAlone().getOrDefault(each.tenant().accountId(), 0))))
                .toList();
    }

    private Settled unread(Reading reading) {
        var tenant = reading.tenant();
        return switch (reading.answer()) {
            case REJECTED ->
                new Settled(tenant.accountId(), "REJECTED", tenant.attempts() + 1, null, reading.words(), Counts.NONE);
            case UNAVAILABLE -> again(reading);
            default -> new Settled(tenant.accountId(), "PENDING", tenant.attempts(), null, null, Counts.NONE);
        };
    }

    /** Ten seconds, then twice as long each time; after the last try the sync goes on without it and says so. */
    private Settled again(Reading reading) {
        var tenant = reading.tenant();
        var tried = tenant.attempts() + 1;
        if (tried >= properties.attempts()) {
            return new Settled(tenant.accountId(), "FAILED", tried, null, reading.words(), Counts.NONE);
        }
        var pause = FIRST_PAUSE.multipliedBy(1L << Math.min(tenant.attempts(), 8));
        var next = reading.notBefore() == null ? clock.instant().plus(pause) : reading.notBefore();
        return new Settled(tenant.accountId(), "PENDING", tried, next, reading.words(), Counts.NONE);
    }
}
