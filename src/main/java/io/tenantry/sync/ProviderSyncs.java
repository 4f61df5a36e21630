package io.tenantry.sync;

import io.tenantry.customer.ProviderAccountView;
import io.tenantry.customer.ProviderAccounts;
import io.tenantry.customer.TenantFound;
import io.tenantry.provider.ProviderAccountData;
import io.tenantry.provider.ProviderCapability;
import io.tenantry.shared.AuditFact;
import io.tenantry.shared.Page;
import io.tenantry.shared.Paging;
import io.tenantry.sync.SyncRegister.Scope;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The syncs: what is at the providers is compared with what we know, and what was done there is taken over. Each sync is
 * of one provider and works in chunks, so that it can be stopped anywhere and goes on from there; repeating a step adds
 * nothing. Provisioning best practices §1, §2 and §5.
 */
@Service
@Transactional
public class ProviderSyncs {

    private final SyncRegister register;
    private final SyncReader reader;
    private final SyncedProviders providers;
    private final TenantChunks chunks;
    private final HintStore hints;
    private final SyncFindings findings;
    private final SyncReport report;
    private final ProviderAccounts accounts;
    private final SyncProperties properties;
    private final ApplicationEventPublisher events;

    ProviderSyncs(
            SyncRegister register,
            SyncReader reader,
            SyncedProviders providers,
            TenantChunks chunks,
            HintStore hints,
            SyncFindings findings,
            SyncReport report,
            ProviderAccounts accounts,
            SyncProperties properties,
            ApplicationEventPublisher events) {
        this.register = register;
        this.reader = reader;
        this.providers = providers;
        this.chunks = chunks;
        this.hints = hints;
        this.findings = findings;
        this.report = report;
        this.accounts = accounts;
        this.properties = properties;
        this.events = events;
    }

    /**
     * Opens a sync of each provider, or of one. Publishes {@link ProviderSyncRequested} for each.
     *
     * @param provider null for all
     * @param takesOver false only compares and reports
     */
    public List<String> request(@Nullable String provider, boolean takesOver) {
        var wanted = provider == null
                ? providers.names()
                : List.of(providers.require(provider, "A sync").name());
        return wanted.stream()
                .flatMap(each -> open(each, Scope.PROVIDER, null, takesOver).stream())
                .toList();
    }

    /** Opens the sync of the night: of each provider those tenants whose turn it is. */
    public List<String> requestRotation() {
        var scope = properties.rotationDays() == 1 ? Scope.PROVIDER : Scope.ROTATION;
        return providers.names().stream()
                .flatMap(each -> open(each, scope, null, true).stream())
                .toList();
    }

    /** Opens a sync of one tenant. */
    public String requestOf(ProviderAccountView tenant, boolean takesOver) {
        return open(
                        providers
                                .require(tenant.provider(), "Tenant " + tenant.number())
                                .name(),
                        Scope.TENANT,
                        tenant.id(),
                        takesOver)
                .orElseThrow();
    }

    /** Opens a sync of what hints have named, unless one is waiting to begin already. */
    public Optional<String> requestForHints(String provider) {
        return open(provider, Scope.HINTS, null, true);
    }

    private Optional<String> open(String provider, Scope scope, @Nullable UUID tenant, boolean takesOver) {
        var opened = register.open(provider, scope, tenant, takesOver);
        opened.ifPresent(number -> {
            events.publishEvent(AuditFact.of(
                    number,
                    "provider-sync-requested",
                    Map.of("provider", provider, "scope", scope.name(), "takesOver", takesOver)));
            events.publishEvent(new ProviderSyncRequested(number, scope == Scope.HINTS));
        });
        return opened;
    }

    @Transactional(readOnly = true)
    public ProviderSyncView get(String number) {
        return reader.get(number);
    }

    /** The newest first. */
    @Transactional(readOnly = true)
    public Page<ProviderSyncView> list(Paging paging) {
        return reader.list(paging);
    }

    /** The changes of the ledger that a sync wrote, with what they move a month, the newest last. */
    @Transactional(readOnly = true)
    public Page<ProviderSyncView.Change> changes(String number, Paging paging) {
        return reader.changes(reader.get(number).number(), paging);
    }

    /** The tenants that a sync could not read, each with the provider's words. */
    @Transactional(readOnly = true)
    public Page<ProviderSyncView.Trouble> troubles(String number, Paging paging) {
        return reader.troubles(reader.get(number).number(), paging);
    }

    /**
     * Whether the sync asks the provider for new tenants too. Begins it. Before all of a provider is compared it is seen
     * to that it tells us of changes: a registration that was lost there comes back.
     */
    public boolean begin(String number) {
        var run = register.get(number);
        register.begin(run);
        var whole = run.scope() == Scope.PROVIDER || run.scope() == Scope.ROTATION;
        if (whole) {
            providers.ensureHints(run.provider());
        }
        return whole && providers.can(run.provider(), ProviderCapability.ACCOUNTS);
    }

    /**
     * Reads one page of the provider's tenants and keeps those that are new.
     *
     * @return where the next page starts; null after the last
     */
    public @Nullable String readAccounts(String number, @Nullable String continuation) {
        var run = register.get(number);
        var page = providers.get(run.provider()).accounts(continuation);
        var added = accounts.record(page.accounts().stream()
                .map(account -> found(run.provider(), account))
                .toList());
        register.accountsSeen(run, page.accounts().size(), added);
        return page.continuation();
    }

    private static TenantFound found(String provider, ProviderAccountData account) {
        return new TenantFound(provider, account.tenantId(), account.name(), account.domain());
    }

    /** Picks the tenants of the sync, in one statement; repeating it adds none twice. */
    public void selectTenants(String number) {
        var run = register.get(number);
        if (run.scope() == Scope.HINTS) {
            hints.take(run);
        }
        register.select(run, Duration.ofDays(properties.rotationDays()).minusHours(12));
    }

    /**
     * Syncs the next tenants, a chunk per call. One that is refused, or does not answer, is noted and stops nobody.
     *
     * @throws io.tenantry.provider.ProviderUnavailable if the provider as a whole does not answer
     */
    public ChunkOutcome syncNextChunk(String number) {
        return chunks.next(register.get(number));
    }

    /** Looks again at what was found lacking: gaps that are gone are closed, new ones are opened. */
    public void validate(String number) {
        findings.lookAtAll(register.get(number).id());
    }

    /** Closes the sync. */
    public void finish(String number) {
        register.finish(register.get(number));
    }

    /** Tells operations how it went, once, if there is anything to tell. */
    public void report(String number) {
        report.send(reader.get(number));
    }
}
