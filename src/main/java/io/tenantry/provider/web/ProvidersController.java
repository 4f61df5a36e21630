package io.tenantry.provider.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenantry.provider.Connectivity;
import io.tenantry.provider.Provider;
import io.tenantry.provider.ProviderSyncRequested;
import io.tenantry.shared.AuditFact;
import io.tenantry.shared.NotFound;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1")
@Tag(name = "Providers", description = "Sync and connectivity of the providers")
class ProvidersController {

    private static final DateTimeFormatter SYNC_NUMBER =
            DateTimeFormatter.ofPattern("'SYNC-'yyyyMMdd-HHmmssSSS").withZone(ZoneOffset.UTC);

    record Sync(String number) {}

    private final List<Provider> providers;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ProvidersController(List<Provider> providers, ApplicationEventPublisher events, Clock clock) {
        this.providers = providers;
        this.events = events;
        this.clock = clock;
    }

    @GetMapping("/providers")
    @Operation(summary = "The providers that are connected")
    List<String> providers() {
        return providers.stream().map(Provider::name).toList();
    }

    @PostMapping("/providers/{name}/connectivity-checks")
    @Operation(summary = "Verify connectivity: refresh the credentials and make the cheapest call")
    Connectivity connectivity(@PathVariable String name) {
        return providers.stream()
                .filter(provider -> provider.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new NotFound("Provider", name))
                .verifyConnectivity();
    }

    @PostMapping("/provider-syncs")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Transactional
    @Operation(summary = "Sync accounts and subscriptions of all providers now; the daily timer does the same")
    Sync sync() {
        var number = SYNC_NUMBER.format(clock.instant());
        events.publishEvent(AuditFact.of(number, "provider-sync-requested", Map.of()));
        events.publishEvent(new ProviderSyncRequested(number));
        return new Sync(number);
    }
}
