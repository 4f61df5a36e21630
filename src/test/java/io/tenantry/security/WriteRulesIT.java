package io.tenantry.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.ScenarioTest;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.MappingMatch;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.PathContainer;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletMapping;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.pattern.PathPatternParser;

/** Asks the edge alone, with nothing behind it: whatever it lets through is not done. */
class WriteRulesIT extends ScenarioTest {

    private static final Map<String, String> LOG_INS = Map.of(
            "admin", "A",
            "operator", "O",
            "billing", "B",
            "process", "P",
            "auditor", "R");

    /** What is none of the API's, and neither a provider's webhook nor the error page. */
    private static final Pattern PAGES = Pattern.compile("^/(?!api/|webhooks/|error|v3/|swagger)");

    private static final Set<HttpMethod> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    @Autowired
    private FilterChainProxy edge;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mappings;

    @Autowired
    private ServletContext context;

    @Test
    void haveARowForEachWriteOfTheApi() {
        var writes = writesOfTheApi();

        assertThat(writes).hasSizeGreaterThan(30);
        assertThat(writes).allSatisfy(write -> assertThat(WriteRules.TABLE)
                .as("a row for %s", write)
                .anyMatch(row -> row.methods().contains(write.method()) && fits(row, write.path())));
    }

    /** Pages are written to by forms; a form without a row would be an administrator's alone by mistake. */
    @Test
    void haveARowForEachFormOfThePages() {
        var forms = writes().filter(write -> PAGES.matcher(write.path()).find()).collect(Collectors.toSet());

        assertThat(forms).hasSizeGreaterThan(30);
        assertThat(forms).allSatisfy(form -> assertThat(WriteRules.TABLE)
                .as("a row for %s", form)
                .anyMatch(row -> row.methods().contains(form.method()) && fits(row, form.path())));
        assertThat(WriteRules.TABLE.stream()
                        .filter(row -> PAGES.matcher(row.path()).find()))
                .allSatisfy(row -> assertThat(forms).as(row.path()).anyMatch(form -> fits(row, form.path())));
    }

    @Test
    void haveNoRowForWhatDoesNotExist() {
        var writes = writesOfTheApi();

        assertThat(WriteRules.TABLE.stream().filter(row -> row.path().startsWith("/api/")))
                .allSatisfy(row -> assertThat(writes).as(row.path()).anyMatch(write -> fits(row, write.path())));
    }

    /** The first letters of administrator, operator and billing manager: who may. */
    @ParameterizedTest
    @CsvSource({
        "POST, /api/v1/providers/partner-center/connectivity-checks, AO",
        "POST, /api/v1/providers, A",
        "PUT, /api/v1/providers/acme, A",
        "POST, /api/v1/providers/acme/deactivation, A",
        "POST, /api/v1/providers/acme/activation, A",
        "POST, /api/v1/providers/acme/webhook-registrations, A",
        "POST, /api/v1/provider-syncs, AO",
        "POST, /api/v1/provider-accounts, AO",
        "POST, /api/v1/provider-accounts/TEN-1/mapping, AO",
        "POST, /api/v1/provider-accounts/TEN-1/remapping, AO",
        "PUT, /api/v1/provider-accounts/TEN-1/agreement, AOB",
        "POST, /api/v1/mismatches/MIS-1/repair, AO",
        "POST, /api/v1/billing-contracts/BC-1/subscription-syncs, AOB",
        "POST, /provider-syncs, AO",
        "POST, /provider-accounts/PA-1/mapping, AO",
        "POST, /mismatches/MIS-1/repair, AO",
        "POST, /api/v1/license-changes/LCR-1/requeue, AO",
        "POST, /api/v1/license-changes/LCR-1/not-applicable, AO",
        "POST, /api/v1/license-changes/LCR-1/confirmations, AO",
        "POST, /api/v1/license-changes/LCR-1/reconciliation, AO",
        "POST, /api/v1/license-changes/LCR-1/archive, AOB",
        "POST, /api/v1/license-changes/LCR-1/unarchive, AOB",
        "POST, /api/v1/license-changes/archive, AOB",
        "POST, /api/v1/license-changes/unarchive, AOB",
        "POST, /api/v1/subscriptions/SUB-1/requeue, AO",
        "POST, /api/v1/scheduled-license-changes/SLC-1/retry, AO",
        "POST, /api/v1/scheduled-license-changes/SLC-1/cancel, AO",
        "PATCH, /api/v1/scheduled-license-changes/SLC-1, AO",
        "POST, /api/v1/incidents/1/retry, AO",
        "POST, /api/v1/cases, AOB",
        "POST, /api/v1/cases/CASE-1/fixes, AOB",
        "POST, /api/v1/cases/CASE-1/close, AOB",
        "POST, /api/v1/cases/CASE-1/look, AOB",
        "POST, /cases, AOB",
        "POST, /cases/CASE-1/fixes, AOB",
        "POST, /api/v1/subscriptions, AO",
        "POST, /api/v1/subscriptions/SUB-1/changes, AO",
        "POST, /api/v1/subscriptions/SUB-1/price-changes, AOB",
        "PUT, /api/v1/subscriptions/SUB-1/parent, AO",
        "POST, /api/v1/subscriptions/SUB-1/term-changes, AO",
        "POST, /api/v1/subscriptions/SUB-1/moves, AO",
        "POST, /api/v1/subscriptions/SUB-1/moves/LCL-2/reversal, AO",
        "POST, /api/v1/subscriptions/bundles, AO",
        "POST, /api/v1/subscriptions/SUB-1/replacements, AO",
        "PUT, /api/v1/subscriptions/SUB-1/visibility, AOB",
        "POST, /api/v1/subscriptions/SUB-1/corrections, AOB",
        "POST, /api/v1/customers, AOB",
        "PUT, /api/v1/customers/CUS-1, AOB",
        "POST, /api/v1/customers/CUS-1/contacts, AOB",
        "DELETE, /api/v1/customers/CUS-1/contacts/1, AOB",
        "POST, /api/v1/customers/import, AB",
        "POST, /api/v1/customers/CUS-1/payment-profiles, AB",
        "PUT, /api/v1/customers/CUS-1/payment-profiles/PAY-1, AB",
        "PUT, /api/v1/customers/CUS-1/credit-hold, AB",
        "PUT, /api/v1/credit-control, AB",
        "POST, /api/v1/customers/CUS-1/payment-profiles/PAY-1/confirmation, AB",
        "PUT, /api/v1/customers/CUS-1/payment-profiles/PAY-1/default, AB",
        "POST, /api/v1/customers/CUS-1/payment-profiles/PAY-1/deactivation, AB",
        "POST, /api/v1/products, AB",
        "PUT, /api/v1/products/partner-center/X, AB",
        "PUT, /api/v1/products/partner-center/X/bases, AB",
        "POST, /api/v1/bundles, AB",
        "POST, /api/v1/bundles/X/parts, AB",
        "POST, /api/v1/bundles/X/publication, AB",
        "POST, /api/v1/units, AB",
        "PUT, /api/v1/units/MONTHLY, AB",
        "POST, /api/v1/price-sheets, AB",
        "POST, /api/v1/price-lists/1/items, AB",
        "PUT, /api/v1/price-lists/1/items/2, AB",
        "POST, /api/v1/exchange-rates, AB",
        "POST, /api/v1/exchange-rates/import, AB",
        "POST, /api/v1/tax-services, AB",
        "PUT, /api/v1/tax-services/DE, AB",
        "POST, /api/v1/tax-services/DE/rates, AB",
        "POST, /api/v1/tax-services/DE/rates/1/end, AB",
        "POST, /api/v1/non-recurring-items, AB",
        "PUT, /api/v1/non-recurring-items/NRI-1, AB",
        "POST, /api/v1/non-recurring-items/NRI-1/cancel, AB",
        "POST, /api/v1/billing-contracts/BC-1/discounts, AB",
        "POST, /api/v1/billing-contracts/BC-1/discounts/1/end, AB",
        "POST, /api/v1/quarantined-lines/1/close, AOB",
        "POST, /api/v1/billing-contracts, AB",
        "PUT, /api/v1/billing-contracts/BC-1, AB",
        "PUT, /api/v1/billing-contracts/BC-1/toggles, AB",
        "POST, /api/v1/billing-contracts/BC-1/deactivation, AB",
        "POST, /api/v1/billing-runs, AB",
        "POST, /api/v1/billing-runs/RUN-1/review, AB",
        "POST, /api/v1/billing-plans, AB",
        "POST, /api/v1/billing-plans/PLAN-1/commit, AB",
        "POST, /api/v1/invoices/INV-1/bill, AB",
        "POST, /api/v1/invoices/INV-1/void, AB",
        "POST, /api/v1/invoices/INV-1/credit-notes, AB",
        "POST, /api/v1/invoices/INV-1/payments, AB",
        "POST, /api/v1/draft-reviews/BC-1/bill, AB",
        "POST, /api/v1/draft-reviews/BC-1/void, AB",
        "POST, /api/v1/draft-reviews/BC-1/next-invoice-date, AB",
        "POST, /draft-reviews/BC-1/bill, AB",
        "PUT, /api/v1/billing-contracts/BC-1/next-invoice-date, AB",
        "PUT, /api/v1/billing-contracts/BC-1/invoice-rules, AB",
        "POST, /api/v1/billing-contracts/BC-1/change-log-invoices, AB",
        "POST, /api/v1/invoices/INV-1/emails/resend, AB",
        "POST, /api/v1/invoices/INV-1/emails/confirm, AB",
        "PUT, /api/v1/demo/clock, AOB",
        "POST, /api/v1/demo/story, AOB",
        "POST, /demo/story, AOB",
        "POST, /subscriptions/SUB-1/changes, AO",
        "POST, /subscriptions/SUB-1/price-changes, AOB",
        "POST, /subscriptions/SUB-1/requeue, AO",
        "POST, /subscriptions/SUB-1/changes/LCL-1/archive, AOB",
        "POST, /subscriptions/SUB-1/changes/LCL-1/unarchive, AOB",
        "POST, /subscriptions/SUB-1/changes/LCL-1/requeue, AO",
        "POST, /subscriptions/SUB-1/changes/LCL-1/not-applicable, AO",
        "POST, /subscriptions/SUB-1/changes/LCL-1/take-back, AO",
        "POST, /subscriptions/SUB-1/scheduled/SLCL-1/cancel, AO",
        "POST, /subscriptions/SUB-1/term-changes, AO",
        "POST, /subscriptions/SUB-1/moves, AO",
        "POST, /subscriptions/SUB-1/moves/LCL-2/reversal, AO",
        "POST, /subscriptions/SUB-1/parent, AO",
        "POST, /subscriptions/SUB-1/visibility, AOB",
        "POST, /subscriptions/SUB-1/add-ons, AO",
        "POST, /bundles, AB",
        "POST, /bundles/BUNDLE:1/parts, AB",
        "POST, /bundles/BUNDLE:1/publication, AB",
        "POST, /bundles/BUNDLE:1/orders, AO",
        "POST, /customers/CUS-1/credit-hold, AB",
        "POST, /customers/CUS-1/agreements/PA-1, AOB",
        "POST, /license-changes/archive, AOB",
        "POST, /manual-orders/LCL-1, AO",
        "POST, /providers/acme/connectivity-checks, AO",
        "POST, /providers/acme/deactivation, A",
        "POST, /providers/acme/webhook-registrations, A",
        "POST, /billing-plans, AB",
        "POST, /billing-plans/PLAN-1/commit, AB",
        "POST, /contracts/BC-1/change-log-invoices, AB",
        "POST, /invoices/INV-1/credit-notes, AB",
        "POST, /invoices/INV-1/payments, AB",
        "POST, /api/v1/nowhere, A",
        "DELETE, /anything, A",
        "GET, /api/v1/invoices, AOBPR",
        "HEAD, /api/v1/invoices, AOBPR"
    })
    void letEachRoleDoItsOwnOnly(String method, String path, String may) {
        LOG_INS.forEach((logIn, letter) -> assertThat(letsThrough(logIn, method, path))
                .as("%s may %s %s", logIn, method, path)
                .isEqualTo(may.contains(letter)));
    }

    private boolean letsThrough(String logIn, String method, String path) {
        var request = new MockHttpServletRequest(context, method, path);
        request.setServletPath(path);
        request.setHttpServletMapping(
                new MockHttpServletMapping(path.substring(1), "/", "dispatcherServlet", MappingMatch.DEFAULT));
        var credentials = (logIn + ":demo").getBytes(StandardCharsets.UTF_8);
        request.addHeader(
                HttpHeaders.AUTHORIZATION, "Basic " + Base64.getEncoder().encodeToString(credentials));
        var response = new MockHttpServletResponse();
        var behind = new MockFilterChain();
        try {
            edge.doFilter(request, response, behind);
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
        var through = behind.getRequest() != null;
        assertThat(response.getStatus()).isEqualTo(through ? HttpStatus.OK.value() : HttpStatus.FORBIDDEN.value());
        return through;
    }

    private Set<Write> writesOfTheApi() {
        return writes().filter(write -> write.path().startsWith("/api/")).collect(Collectors.toSet());
    }

    private Stream<Write> writes() {
        return mappings.getHandlerMethods().keySet().stream().flatMap(WriteRulesIT::writes);
    }

    private static Stream<Write> writes(RequestMappingInfo mapping) {
        var methods = mapping.getMethodsCondition().getMethods().stream()
                .map(method -> HttpMethod.valueOf(method.name()))
                .toList();
        var written = methods.isEmpty()
                ? List.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE)
                : methods.stream().filter(method -> !READS.contains(method)).toList();
        return mapping.getPatternValues().stream()
                .flatMap(path -> written.stream().map(method -> new Write(method, path.replaceAll("\\{[^}]+}", "x"))));
    }

    private static boolean fits(WriteRules.Row row, String path) {
        return new PathPatternParser().parse(row.path()).matches(PathContainer.parsePath(path));
    }

    private record Write(HttpMethod method, String path) {}
}
