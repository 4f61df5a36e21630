package io.tenantry.sync;

import io.tenantry.subscription.AdoptionOutcome;
import io.tenantry.subscription.LedgerSnapshot;
import io.tenantry.subscription.SeenSubscription;
import io.tenantry.subscription.Subscriptions;
import io.tenantry.subscription.SyncedChange;
import io.tenantry.sync.SyncRegister.Run;
import io.tenantry.sync.SyncRegister.Scope;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Writes what a provider said of some tenants: to the ledger, to the findings, and what still differs to the mismatches.
 * All of it or nothing, in a transaction of its own: a tenant that cannot be written does not take the claims of its
 * neighbours with it.
 */
@Component
class ChunkWriting {

    /** @param leftAlone by tenant, how many are in our own hands right now */
    record Written(AdoptionOutcome outcome, Map<UUID, Integer> leftAlone) {}

    private final Subscriptions subscriptions;
    private final SyncFindings findings;
    private final MismatchStore mismatches;
    private final HintStore hints;
    private final JdbcClient jdbc;
    private final Clock clock;

    ChunkWriting(
            Subscriptions subscriptions,
            SyncFindings findings,
            MismatchStore mismatches,
            HintStore hints,
            JdbcClient jdbc,
            Clock clock) {
        this.subscriptions = subscriptions;
        this.findings = findings;
        this.mismatches = mismatches;
        this.hints = hints;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public Written write(Run run, List<Reading> readings, LedgerSnapshot snapshot) {
        var seen = dated(
                run,
                readings.stream().flatMap(reading -> reading.seen().stream()).toList());
        var outcome = run.takesOver() ? subscriptions.adopt(seen, snapshot) : new AdoptionOutcome(List.of(), Map.of());
        var accounts =
                readings.stream().map(reading -> reading.tenant().accountId()).toList();
        var wholly = run.scope() == Scope.HINTS ? List.<UUID>of() : accounts;
        var differences = subscriptions.differences(run.provider(), seen, wholly);
        mismatches.settle(new MismatchStore.Look(run.provider(), seen, wholly), differences);
        keep(run, outcome.changes());
        findings.look(
                outcome.changes().stream().map(SyncedChange::subscriptionId).collect(Collectors.toSet()), run.id());
        looked(wholly);
        return new Written(outcome, outcome.leftAlone());
    }

    /** Where the provider does not say when it happened, a hint may have. */
    private List<SeenSubscription> dated(Run run, List<SeenSubscription> seen) {
        var moments = hints.moments(run.provider(), seen);
        return moments.isEmpty()
                ? seen
                : seen.stream()
                        .map(each -> each.changedAtLeast(moments.get(each.providerSubscriptionId())))
                        .toList();
    }

    private void keep(Run run, List<SyncedChange> changes) {
        if (changes.isEmpty()) {
            return;
        }
        jdbc.sql(
                        """
                        insert into provider_sync_change (license_change_id, provider_sync_id, what)
                        select id, :sync, what from unnest(:changes, :whats) as written (id, what)
                        on conflict (license_change_id) do nothing""")
                .param("sync", run.id())
                .param("changes", changes.stream().map(SyncedChange::changeId).toArray(UUID[]::new))
                .param("whats", changes.stream().map(each -> each.what().name()).toArray(String[]::new))
                .update();
    }

    private void looked(List<UUID> accounts) {
        if (accounts.isEmpty()) {
            return;
        }
        jdbc.sql(
                        """
                        insert into provider_tenant_look (provider_account_id, looked_at)
                        select id, :now from unnest(:accounts) as looked (id) order by id
                        on conflict (provider_account_id) do update set looked_at = excluded.looked_at""")
                .param("now", Timestamp.from(clock.instant()))
                .param("accounts", accounts.toArray(UUID[]::new))
                .update();
    }
}
