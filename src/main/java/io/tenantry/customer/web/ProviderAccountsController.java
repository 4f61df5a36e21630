package io.tenantry.customer.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenantry.customer.ManualAccounts;
import io.tenantry.customer.MappingEntry;
import io.tenantry.customer.MappingSuggestion;
import io.tenantry.customer.ProviderAccountView;
import io.tenantry.customer.ProviderAccounts;
import io.tenantry.customer.TenantFound;
import io.tenantry.shared.Page;
import io.tenantry.shared.web.ETags;
import io.tenantry.shared.web.PageQuery;
import io.tenantry.shared.web.Pages;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/provider-accounts")
@Tag(name = "Customers")
class ProviderAccountsController {

    private final ProviderAccounts accounts;
    private final ManualAccounts manual;

    ProviderAccountsController(ProviderAccounts accounts, ManualAccounts manual) {
        this.accounts = accounts;
        this.manual = manual;
    }

    /**
     * A tenant that a person knows of.
     *
     * @param tenantId the provider's own id of it
     * @param domain by which a customer is looked for
     */
    record NewAccount(
            @NotBlank String provider,
            @NotBlank @Size(max = 200) String tenantId,
            @NotBlank @Size(max = 200) String name,
            @NotBlank @Size(max = 253) String domain,
            @NotBlank String reason) {

        TenantFound tenant() {
            return new TenantFound(provider, tenantId.strip(), name.strip(), domain.strip());
        }
    }

    record Mapping(@NotBlank String customerNumber, @NotBlank String reason) {}

    @GetMapping
    @Operation(summary = "Tenants by number; mapped=false shows the view Unmapped")
    ResponseEntity<Page<ProviderAccountView>> search(
            @RequestParam(defaultValue = "") String search,
            @RequestParam(required = false) @Nullable Boolean mapped,
            @ParameterObject PageQuery page) {
        return Pages.ok(accounts.search(search, mapped, page.paging()));
    }

    @GetMapping("/{number}")
    @Operation(summary = "A tenant and whose it is")
    ResponseEntity<ProviderAccountView> get(@PathVariable String number) {
        return answer(accounts.get(number));
    }

    @PostMapping
    @Operation(summary = "Register a tenant of a provider that cannot list its tenants; it is onboarded like any other")
    ResponseEntity<ProviderAccountView> register(@Valid @RequestBody NewAccount account) {
        var registered = manual.register(account.tenant(), account.reason());
        return ETags.created("/api/v1/provider-accounts/" + registered.number(), registered, registered.version());
    }

    @PostMapping("/{number}/mapping")
    @Operation(summary = "Say whose a tenant is; completes the task Map provider account")
    ResponseEntity<ProviderAccountView> map(@PathVariable String number, @Valid @RequestBody Mapping mapping) {
        return answer(accounts.map(number, mapping.customerNumber(), mapping.reason()));
    }

    @PostMapping("/{number}/remapping")
    @Operation(summary = "Give a tenant to another customer; refused while something of it is billed")
    ResponseEntity<ProviderAccountView> remap(
            @PathVariable String number,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @Valid @RequestBody Mapping mapping) {
        var version = ETags.expected(ifMatch);
        return answer(accounts.remap(number, mapping.customerNumber(), mapping.reason(), version));
    }

    @GetMapping("/{number}/mapping-history")
    @Operation(summary = "Whose a tenant was, from when on, and who said so; the oldest first")
    List<MappingEntry> history(@PathVariable String number) {
        return accounts.history(number);
    }

    @GetMapping("/{number}/mapping-suggestions")
    @Operation(summary = "Customers to whom a tenant may belong, each with score and reasons; the likeliest first")
    List<MappingSuggestion> suggestions(@PathVariable String number) {
        return accounts.suggestions(number);
    }

    private static ResponseEntity<ProviderAccountView> answer(ProviderAccountView account) {
        return ETags.ok(account, account.version());
    }
}
