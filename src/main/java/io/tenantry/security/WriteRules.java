package io.tenantry.security;

import static io.tenantry.security.Role.ADMINISTRATOR;
import static io.tenantry.security.Role.BILLING_MANAGER;
import static io.tenantry.security.Role.OPERATOR;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Who may write what. The first row that fits a request decides, so the narrower path stands first; what is in no row is
 * left to administrators, who may do everything. Process owners and auditors are in no row: they only read.
 */
final class WriteRules {

    static final List<HttpMethod> WRITES =
            List.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE);

    static final List<Row> TABLE = List.of(
            new Row("/api/v1/providers/*/connectivity-checks", List.of(HttpMethod.POST), OPERATOR),
            // To connect a provider is to hand out its secret: administrators alone.
            new Row("/api/v1/providers/**", WRITES),
            new Row("/api/v1/provider-syncs/**", WRITES, OPERATOR),
            new Row("/api/v1/provider-accounts/*/agreement", WRITES, OPERATOR, BILLING_MANAGER),
            new Row("/api/v1/provider-accounts/**", WRITES, OPERATOR),
            new Row("/api/v1/mismatches/**", WRITES, OPERATOR),
            new Row("/api/v1/billing-contracts/*/subscription-syncs", WRITES, OPERATOR, BILLING_MANAGER),
            // To take a change out of billing is to take money off an invoice: who answers for invoices may too.
            new Row("/api/v1/license-changes/archive", WRITES, OPERATOR, BILLING_MANAGER),
            new Row("/api/v1/license-changes/unarchive", WRITES, OPERATOR, BILLING_MANAGER),
            new Row("/api/v1/license-changes/*/archive", WRITES, OPERATOR, BILLING_MANAGER),
            new Row("/api/v1/license-changes/*/unarchive", WRITES, OPERATOR, BILLING_MANAGER),
            new Row("/api/v1/license-changes/**", WRITES, OPERATOR),
            new Row("/api/v1/scheduled-license-changes/**", WRITES, OPERATOR),
            new Row("/api/v1/incidents/**", WRITES, OPERATOR),
            // Each fix asks for the role that the table names.
            new Row("/api/v1/cases/**", WRITES, OPERATOR, BILLING_MANAGER),
            // What it costs and where it is billed is money alone; no licence moves by it.
            new Row("/api/v1/subscriptions/*/price-changes", WRITES, OPERATOR, BILLING_MANAGER),
            new Row("/api/v1/subscriptions/*/corrections", WRITES, OPERATOR, BILLING_MANAGER),
            new Row("/api/v1/subscriptions/*/visibility", WRITES, OPERATOR, BILLING_MANAGER),
            // The rest orders, moves or ends licences at a provider, or decides what follows of it.
            new Row("/api/v1/subscriptions/**", WRITES, OPERATOR),
            new Row("/api/v1/customers/import/**", WRITES, BILLING_MANAGER),
            new Row("/api/v1/customers/*/payment-profiles/**", WRITES, BILLING_MANAGER),
            new Row("/api/v1/customers/*/credit-hold", WRITES, BILLING_MANAGER),
            new Row("/api/v1/credit-control", WRITES, BILLING_MANAGER),
            new Row("/api/v1/customers/**", WRITES, OPERATOR, BILLING_MANAGER),
            new Row("/api/v1/products/**", WRITES, BILLING_MANAGER),
            new Row("/api/v1/bundles/**", WRITES, BILLING_MANAGER),
            new Row("/api/v1/units/**", WRITES, BILLING_MANAGER),
            new Row("/api/v1/price-sheets/**", WRITES, BILLING_MANAGER),
            new Row("/api/v1/exchange-rates/**", WRITES, BILLING_MANAGER),
            new Row("/api/v1/tax-services/**", WRITES, BILLING_MANAGER),
            new Row("/api/v1/non-recurring-items/**", WRITES, BILLING_MANAGER),
            new Row("/api/v1/quarantined-lines/**", WRITES, OPERATOR, BILLING_MANAGER),
            new Row("/api/v1/price-lists/**", WRITES, BILLING_MANAGER),
            new Row("/api/v1/billing-contracts/**", WRITES, BILLING_MANAGER),
            new Row("/api/v1/billing-runs/**", WRITES, BILLING_MANAGER),
            new Row("/api/v1/billing-plans/**", WRITES, BILLING_MANAGER),
            new Row("/api/v1/invoices/**", WRITES, BILLING_MANAGER),
            new Row("/api/v1/draft-reviews/**", WRITES, BILLING_MANAGER),
            // The same as forms on its page.
            new Row("/draft-reviews/**", List.of(HttpMethod.POST), BILLING_MANAGER),
            new Row("/api/v1/demo/clock", List.of(HttpMethod.PUT), OPERATOR, BILLING_MANAGER),
            new Row("/api/v1/demo/story", List.of(HttpMethod.POST), OPERATOR, BILLING_MANAGER),
            // The same as forms on the pages.
            new Row("/billing-plans/**", List.of(HttpMethod.POST), BILLING_MANAGER),
            new Row("/contracts/**", List.of(HttpMethod.POST), BILLING_MANAGER),
            new Row("/invoices/**", List.of(HttpMethod.POST), BILLING_MANAGER),
            new Row("/subscriptions/*/price-changes", List.of(HttpMethod.POST), OPERATOR, BILLING_MANAGER),
            new Row("/subscriptions/*/visibility", List.of(HttpMethod.POST), OPERATOR, BILLING_MANAGER),
            new Row("/subscriptions/*/changes/*/archive", List.of(HttpMethod.POST), OPERATOR, BILLING_MANAGER),
            new Row("/subscriptions/*/changes/*/unarchive", List.of(HttpMethod.POST), OPERATOR, BILLING_MANAGER),
            new Row("/subscriptions/**", List.of(HttpMethod.POST), OPERATOR),
            new Row("/bundles/*/orders", List.of(HttpMethod.POST), OPERATOR),
            new Row("/bundles/**", List.of(HttpMethod.POST), BILLING_MANAGER),
            new Row("/customers/*/credit-hold", List.of(HttpMethod.POST), BILLING_MANAGER),
            new Row("/customers/*/agreements/*", List.of(HttpMethod.POST), OPERATOR, BILLING_MANAGER),
            new Row("/license-changes/archive", List.of(HttpMethod.POST), OPERATOR, BILLING_MANAGER),
            new Row("/manual-orders/**", List.of(HttpMethod.POST), OPERATOR),
            new Row("/providers/*/connectivity-checks", List.of(HttpMethod.POST), OPERATOR),
            new Row("/providers/**", List.of(HttpMethod.POST)),
            new Row("/cases/**", List.of(HttpMethod.POST), OPERATOR, BILLING_MANAGER),
            new Row("/provider-syncs/**", List.of(HttpMethod.POST), OPERATOR),
            new Row("/provider-accounts/**", List.of(HttpMethod.POST), OPERATOR),
            new Row("/mismatches/**", List.of(HttpMethod.POST), OPERATOR),
            new Row("/demo/story", List.of(HttpMethod.POST), OPERATOR, BILLING_MANAGER));

    private WriteRules() {}

    /** Who may; empty where no row says so. */
    static Optional<Set<Role>> rolesFor(String method, String path) {
        var asked = PathContainer.parsePath(path);
        return TABLE.stream()
                .filter(row -> row.methods().contains(HttpMethod.valueOf(method)))
                .filter(row ->
                        PathPatternParser.defaultInstance.parse(row.path()).matches(asked))
                .findFirst()
                .map(Row::roles);
    }

    /** With one of {@code methods}, whoever has one of {@code roles}, or is an administrator, may write to {@code path}. */
    record Row(String path, List<HttpMethod> methods, Set<Role> roles) {

        private Row(String path, List<HttpMethod> methods, Role... writers) {
            this(path, methods, EnumSet.of(ADMINISTRATOR, writers));
        }

        String[] roleNames() {
            return roles.stream().map(Role::name).toArray(String[]::new);
        }
    }
}
