package io.tenantry.sync.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenantry.customer.ProviderAccounts;
import io.tenantry.invoicing.ChangeImpact;
import io.tenantry.invoicing.ChangeImpacts;
import io.tenantry.shared.Page;
import io.tenantry.shared.web.PageQuery;
import io.tenantry.shared.web.Pages;
import io.tenantry.sync.ProviderSyncView;
import io.tenantry.sync.ProviderSyncs;
import io.tenantry.sync.SyncFindingView;
import io.tenantry.sync.SyncFindings;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1")
@Tag(name = "Providers", description = "Sync and connectivity of the providers")
class ProviderSyncsController {

    private final ProviderSyncs syncs;
    private final SyncFindings findings;
    private final ChangeImpacts impacts;
    private final ProviderAccounts accounts;

    ProviderSyncsController(
            ProviderSyncs syncs, SyncFindings findings, ChangeImpacts impacts, ProviderAccounts accounts) {
        this.syncs = syncs;
        this.findings = findings;
        this.impacts = impacts;
        this.accounts = accounts;
    }

    /**
     * What to sync.
     *
     * @param provider null for all
     * @param providerAccountNumber one tenant; null for all
     * @param compareOnly reports what differs and takes nothing over
     */
    record Wish(@Nullable String provider, @Nullable String providerAccountNumber, @Nullable Boolean compareOnly) {}

    /** @param number of the first sync; there is one for each provider */
    record Requested(@Nullable String number, List<String> numbers) {}

    @PostMapping("/provider-syncs")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Sync now: all providers, one, or one tenant; the daily timer syncs all")
    Requested sync(@RequestBody(required = false) @Nullable Wish wish) {
        var takesOver = wish == null || !Boolean.TRUE.equals(wish.compareOnly());
        var tenant = wish == null ? null : wish.providerAccountNumber();
        var numbers = tenant == null
                ? syncs.request(wish == null ? null : wish.provider(), takesOver)
                : List.of(syncs.requestOf(accounts.get(tenant), takesOver));
        return new Requested(numbers.isEmpty() ? null : numbers.get(0), numbers);
    }

    @GetMapping("/provider-syncs")
    @Operation(summary = "The syncs with their numbers, the newest first")
    ResponseEntity<Page<ProviderSyncView>> list(@ParameterObject PageQuery page) {
        return Pages.ok(syncs.list(page.paging()));
    }

    @GetMapping("/provider-syncs/{number}")
    @Operation(summary = "The report of a sync; its progress while it runs")
    ProviderSyncView get(@PathVariable String number) {
        return syncs.get(number);
    }

    @GetMapping("/provider-syncs/{number}/changes")
    @Operation(summary = "What the sync wrote to the ledger, each with what it moves a month")
    ResponseEntity<Page<ProviderSyncView.Change>> changes(
            @PathVariable String number, @ParameterObject PageQuery page) {
        return Pages.ok(syncs.changes(number, page.paging()));
    }

    @GetMapping("/provider-syncs/{number}/impacts")
    @Operation(summary = "What the changes of a sync move a month, and what each adds to the next invoice")
    Collection<ChangeImpact> impacts(@PathVariable String number, @ParameterObject PageQuery page) {
        var numbers = syncs.changes(number, page.paging()).items().stream()
                .map(ProviderSyncView.Change::changeNumber)
                .toList();
        return impacts.of(numbers).values().stream()
                .sorted(Comparator.comparing(ChangeImpact::changeNumber))
                .toList();
    }

    @GetMapping("/provider-syncs/{number}/troubles")
    @Operation(summary = "The tenants that the sync could not read, each with the provider's words")
    ResponseEntity<Page<ProviderSyncView.Trouble>> troubles(
            @PathVariable String number, @ParameterObject PageQuery page) {
        return Pages.ok(syncs.troubles(number, page.paging()));
    }

    @GetMapping("/provider-syncs/{number}/findings")
    @Operation(summary = "What the sync found lacking, closed findings included")
    ResponseEntity<Page<SyncFindingView>> findings(@PathVariable String number, @ParameterObject PageQuery page) {
        return Pages.ok(findings.of(syncs.get(number).number(), page.paging()));
    }

    @GetMapping("/sync-findings")
    @Operation(summary = "What is lacking on subscriptions that were found at a provider, the oldest first")
    ResponseEntity<Page<SyncFindingView>> open(@ParameterObject PageQuery page) {
        return Pages.ok(findings.open(page.paging()));
    }
}
