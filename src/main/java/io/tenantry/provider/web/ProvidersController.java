package io.tenantry.provider.web;

import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenantry.provider.ConnectProvider;
import io.tenantry.provider.Connectivity;
import io.tenantry.provider.ProviderCapability;
import io.tenantry.provider.ProviderView;
import io.tenantry.provider.Providers;
import io.tenantry.shared.web.ETags;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1")
@Tag(name = "Providers", description = "Who provisions: kinds, capabilities, connections, connectivity and syncs")
class ProvidersController {

    /**
     * @param capabilities such as ORDERS, QUANTITY_CHANGES
     * @param settings as the protocol REST reads them: base URL, headers, calls with their templates
     * @param secret such as the API key; when a connection is changed, left out it stays
     */
    record Connection(
            @NotBlank String displayName,
            @NotBlank String protocol,
            @NotNull Set<ProviderCapability> capabilities,
            @NotNull JsonNode settings,
            @Nullable String secret) {

        ConnectProvider of(String name) {
            return new ConnectProvider(name, displayName, protocol, capabilities, settings, secret);
        }
    }

    record NewConnection(@NotBlank String name, @Valid @NotNull Connection connection) {}

    /** @param replaceOther whether the address of somebody else is replaced, where the provider knows only one */
    record WebhookWish(boolean replaceOther) {}

    record Reason(@NotBlank String reason) {}

    private final Providers providers;

    ProvidersController(Providers providers) {
        this.providers = providers;
    }

    @GetMapping("/providers")
    @Operation(summary = "All providers: their kind, what they can do, and whether their connection worked last time")
    List<ProviderView> providers() {
        return providers.all();
    }

    @GetMapping("/providers/{name}")
    @Operation(summary = "A provider")
    ResponseEntity<ProviderView> provider(@PathVariable String name) {
        return answer(providers.view(name));
    }

    @GetMapping("/providers/{name}/settings")
    @Operation(summary = "How a provider was connected, without its secret")
    JsonNode settings(@PathVariable String name) {
        return providers.settings(name);
    }

    @PostMapping("/providers")
    @Operation(summary = "Connect a provider by settings: its calls are written as templates (protocol REST)")
    ResponseEntity<ProviderView> connect(@Valid @RequestBody NewConnection wanted) {
        var provider = providers.connect(wanted.connection().of(wanted.name()));
        return ETags.created("/api/v1/providers/" + provider.name(), provider, provider.version());
    }

    @PutMapping("/providers/{name}")
    @Operation(summary = "Change how a provider is spoken with")
    ResponseEntity<ProviderView> change(
            @PathVariable String name,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @Valid @RequestBody Connection wanted) {
        return answer(providers.change(wanted.of(name), ETags.expected(ifMatch)));
    }

    @PostMapping("/providers/{name}/deactivation")
    @Operation(summary = "Tell a provider nothing new: changes wait for its activation")
    ResponseEntity<ProviderView> deactivate(@PathVariable String name, @Valid @RequestBody Reason reason) {
        return answer(providers.deactivate(name, reason.reason()));
    }

    @PostMapping("/providers/{name}/activation")
    @Operation(summary = "Tell a provider of changes again: what waited for it goes on")
    ResponseEntity<ProviderView> activate(@PathVariable String name, @Valid @RequestBody Reason reason) {
        providers.activate(name, reason.reason());
        providers.ensureHints(name);
        return answer(providers.view(name));
    }

    @PostMapping("/providers/{name}/connectivity-checks")
    @Operation(summary = "Verify connectivity: refresh the credentials and make the cheapest call")
    Connectivity connectivity(@PathVariable String name) {
        return providers.verifyConnectivity(name);
    }

    @PostMapping("/providers/{name}/webhook-registrations")
    @Operation(
            summary = "Have a provider tell us of changes at tenantry.public-url; done by itself with each look at the"
                    + " connection and each nightly sync")
    ResponseEntity<ProviderView> registerWebhook(@PathVariable String name, @RequestBody WebhookWish wish) {
        return answer(providers.registerHints(name, wish.replaceOther()));
    }

    private static ResponseEntity<ProviderView> answer(ProviderView provider) {
        return ETags.ok(provider, provider.version());
    }
}
