package io.tenantry.bench;

import io.tenantry.sync.ProviderSyncView;

/**
 * What one sync cost and did.
 *
 * @param throttled answers with 429 to the sync's own calls
 * @param jobs of the engine
 */
record SyncFigures(
        String name, Spent spent, ProviderSyncView.Numbers numbers, SyncMemory memory, int throttled, long jobs) {

    static final String HEAD = "%-22s %9s %10s %9s %9s %9s %8s %8s %6s %5s %6s"
            .formatted(
                    "sync",
                    "seconds",
                    "tenants/s",
                    "JVM ms",
                    "PG ms",
                    "out ms",
                    "written",
                    "live MB",
                    "RSS",
                    "429",
                    "jobs");

    String row() {
        return "%-22s %9s %10s %9s %9s %9s %8d %8d %6d %5d %6d"
                .formatted(
                        name,
                        spent.wall().toSeconds(),
                        spent.perSecond(),
                        spent.jvmEach(),
                        spent.postgresEach(),
                        spent.outsideEach(),
                        written(),
                        memory.live(),
                        memory.resident(),
                        throttled,
                        jobs);
    }

    long adopted() {
        return numbers.adopted();
    }

    long changed() {
        return numbers.changed();
    }

    long subscriptions() {
        return numbers.subscriptions();
    }

    long written() {
        return numbers.adopted() + numbers.changed() + numbers.ended() + numbers.revived();
    }

    long failures() {
        return numbers.failed() + numbers.rejected() + numbers.pending();
    }
}
