package io.tenantry.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenantry.catalog.OfferedProduct;
import io.tenantry.catalog.Products;
import io.tenantry.customer.ProviderAccounts;
import io.tenantry.customer.TenantFound;
import io.tenantry.pricing.NewPriceListItem;
import io.tenantry.pricing.PriceListItems;
import io.tenantry.shared.Money;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;

/**
 * Why an order does not get to its provider, or a person has to make it there: each is put right in place. Provisioning
 * best practices §10, first row.
 */
class StuckOrderCasesIT extends RemediationScenario {

    /** Is no base of any add-on. */
    private static final String POWER_BI = "CFQ7TTC0HL8W:0001";

    @Autowired
    private Products products;

    @Autowired
    private ProviderAccounts accounts;

    @Autowired
    private PriceListItems prices;

    @Test
    @Tells("effectiveDateAhead")
    void anOrderForALaterDayStartsTodayWhereItIsWantedEarlier() {
        var company = onboarded(domain("sooner"));
        var day = today().plusDays(20);
        var number = number(order(company, Map.of("startDate", day.toString())));
        var change = firstChange(number);
        runJobs();
        ask("CHANGE_NOT_PROVISIONED", change, "The customer wants it now");

        var found = decided(change, "EFFECTIVE_DATE_AHEAD", "WAIT");
        assertThat(found.path("words").asText()).contains(day.toString(), "in 20 days");
        assertRefused(billing, found, "START_TODAY", Map.of());
        fix(operator, found, "START_TODAY", Map.of());

        assertThat(status(number)).isEqualTo("ACTIVE");
        assertThat(provisioning(change)).isEqualTo("PROVISIONED");
        assertThat(change(change).path("effectiveDate").asText()).isEqualTo(today().toString());
        assertThat(subscription(number).path("startDate").asText()).isEqualTo(today().toString());
        assertThat(outside.subscriptionsOf(company.tenant())).hasSize(1);
        assertThat(audited(change)).contains("start-brought-forward");
        assertClosed(found);
    }

    @Test
    @Tells("manualProvider")
    void whatAPersonHasToDoAtAManualProviderIsConfirmedFromTheCase() {
        var company = onboarded(domain("byhand"));
        var number = active(company, Map.of());
        var byHand = number(operator.post(
                "/api/v1/subscriptions",
                orderBody(tenantAtManual(company), Map.of("partNumber", offered(company), "quantity", 3))));
        var change = firstChange(byHand);
        runJobs();
        scan();

        var found = decided(change, "MANUAL_PROVIDER", "CONFIRM_BY_HAND");
        assertThat(found.path("words").asText()).contains("order 3 of", "manual");
        assertThat(tryFix(operator, found, "CONFIRM_BY_HAND", Map.of())
                        .getBody()
                        .path("detail")
                        .asText())
                .contains("give the id that it has at the provider");
        fix(operator, found, "CONFIRM_BY_HAND", Map.of("providerSubscriptionId", "REG-" + company.domain()));

        assertThat(status(byHand)).isEqualTo("ACTIVE");
        assertThat(subscription(byHand).path("providerSubscriptionId").asText()).isEqualTo("REG-" + company.domain());
        assertThat(status(number)).isEqualTo("ACTIVE");
        assertClosed(found);
    }

    @Test
    @Tells("orderForWrongTenant")
    void anOrderForATenantThatIsNoLongerOursGoesToTheRightOne() {
        var company = onboarded(domain("twotenants"));
        var second = domain("second");
        var right = outside.tenant("Second tenant", second);
        sync();
        var account = account(second).path("number").asText();
        operator.post(
                "/api/v1/provider-accounts/" + account + "/mapping",
                Map.of("customerNumber", company.customer(), "reason", "Their new tenant"));
        var gone = outside.fault(
                "*",
                "/v1/customers/" + company.tenant() + "/**",
                Map.of("kind", "STATUS", "status", 404, "code", "60003"));
        var number = number(order(company, Map.of()));
        var change = firstChange(number);
        runJobs();

        var found = decided(change, "WRONG_TENANT", "SET_TENANT");
        assertThat(found.path("words").asText()).contains(company.account(), company.customer());
        assertThat(found.at("/fixes/0/inputs/0/proposed").asText()).isEqualTo(account);
        var stranger = onboarded(domain("stranger"));
        assertThat(tryFix(operator, found, "SET_TENANT", Map.of("account", stranger.account()))
                        .getBody()
                        .path("type")
                        .asText())
                .endsWith("/tenant-of-another");
        fix(operator, caseOf(change), "SET_TENANT", Map.of("account", account));
        outside.endOf(gone);

        assertThat(status(number)).isEqualTo("ACTIVE");
        assertThat(outside.subscriptionsOf(right)).hasSize(1);
        assertThat(outside.subscriptionsOf(company.tenant())).isEmpty();
        assertThat(audited(number)).contains("tenant-corrected");
        assertClosed(found);
    }

    @Test
    @Tells("agreementNotAccepted")
    void anAgreementThatTheCustomerSignsReleasesTheOrderByItself() {
        var company = withoutAgreement(domain("unsigned"));
        var change = firstChange(number(order(company, Map.of())));
        runJobs();
        scan();

        var found = decided(change, "AGREEMENT_NOT_ACCEPTED", "RECORD_AGREEMENT");
        assertThat(found.path("words").asText()).contains(company.account(), "has not accepted");
        outside.agreement(company.tenant(), true);
        time.moveBy(Duration.ofHours(6).plusMinutes(1));
        runJobs();

        assertThat(provisioning(change)).isEqualTo("PROVISIONED");
        assertClosed(found);
        assertThat(kinds(evidence(number(found)))).doesNotContain("ACTED");
    }

    @Test
    @Tells("agreementNotAccepted")
    void anAgreementThatWasSignedIsRecordedFromTheCaseAndTheOrderGoesAtOnce() {
        var company = withoutAgreement(domain("signed"));
        var change = firstChange(number(order(company, Map.of())));
        runJobs();
        scan();

        var found = decided(change, "AGREEMENT_NOT_ACCEPTED", "RECORD_AGREEMENT");
        outside.agreement(company.tenant(), true);
        assertRefused(billing, found, "RECORD_AGREEMENT", Map.of("on", today().toString()));
        fix(operator, found, "RECORD_AGREEMENT", Map.of("on", today().toString(), "by", "Ann Contoso"));

        assertThat(provisioning(change)).isEqualTo("PROVISIONED");
        assertThat(operator.get("/api/v1/provider-accounts/" + company.account() + "/agreement")
                        .path("acceptedBy")
                        .asText())
                .isEqualTo("Ann Contoso");
        assertClosed(found);
    }

    @Test
    @Tells("parentIsABundle")
    void anAddOnBelowABundleGoesToItsTrueBase() {
        var company = onboarded(domain("bundled"));
        var bundle = bundle(company);
        var addOn = number(order(company, Map.of("partNumber", TEAMS_PHONE, "quantity", 10, "parentNumber", bundle)));
        var change = firstChange(addOn);
        runJobs();
        assertThat(change(change).path("providerMessage").asText()).contains("compatible base product");

        var found = decided(change, "PARENT_IS_A_BUNDLE", "SET_PARENT");
        assertThat(found.path("words").asText()).contains(addOn, bundle);
        var base = active(company, Map.of());
        fix(operator, found, "SET_PARENT", Map.of("parent", base));

        assertThat(status(addOn)).isEqualTo("ACTIVE");
        assertThat(subscription(addOn).path("parentNumber").asText()).isEqualTo(base);
        assertClosed(found);
    }

    @Test
    @Tells("providerInactive")
    void whatWaitsForADeactivatedProviderGoesOnWhenItIsActivated() {
        var company = onboarded(domain("closed"));
        var admin = new Api(as("admin"));
        admin.post("/api/v1/providers/partner-center/deactivation", Map.of("reason", "Moves house"));
        var change = firstChange(number(order(company, Map.of())));
        runJobs();
        scan();

        var found = decided(change, "PROVIDER_INACTIVE", "ACTIVATE_PROVIDER");
        assertRefused(operator, found, "ACTIVATE_PROVIDER", Map.of());
        fix(admin, found, "ACTIVATE_PROVIDER", Map.of());

        assertThat(provisioning(change)).isEqualTo("PROVISIONED");
        assertClosed(found);
    }

    /** A bundle of one base product, ordered and settled: it exists only here. */
    private String bundle(Company company) {
        var part = "BUNDLE:" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(java.util.Locale.ROOT);
        var path = "/api/v1/bundles/" + part;
        billing.post("/api/v1/bundles", Map.of("partNumber", part, "title", "Office of " + company.domain()));
        billing.change(
                HttpMethod.POST,
                path + "/parts",
                path,
                Map.of("provider", "partner-center", "partNumber", POWER_BI, "quantity", 1, "billable", true));
        billing.change(HttpMethod.POST, path + "/publication", path, Map.of());
        var list = billing.get("/api/v1/billing-contracts/" + company.contract());
        price(list, billing.get(path).path("productId").asText());
        var tree = operator.post(
                "/api/v1/subscriptions/bundles",
                Map.of(
                        "providerAccountNumber",
                        company.account(),
                        "bundlePartNumber",
                        part,
                        "quantity",
                        5,
                        "salesUnit",
                        "MONTHLY",
                        "term",
                        "P1Y",
                        "billingPlan",
                        "MONTHLY",
                        "startDate",
                        today().toString()));
        runJobs();
        return number(tree);
    }

    private String offered(Company company) {
        var part = "K" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(java.util.Locale.ROOT) + ":0001";
        products.record("manual", List.of(new OfferedProduct(part, "Domain of " + company.domain(), "Domain", "Us")));
        var contract = billing.get("/api/v1/billing-contracts/" + company.contract());
        price(contract, products.get("manual", part).id().toString());
        return part;
    }

    private void price(JsonNode contract, String product) {
        prices.add(new NewPriceListItem(
                UUID.fromString(contract.path("priceListId").asText()),
                UUID.fromString(product),
                "MONTHLY",
                "P1Y",
                Money.of("12.00", "USD"),
                Money.of("8.00", "USD"),
                today()));
    }

    /** Whom a registrar knows the company as; nobody discovers tenants there, so they are entered. */
    private String tenantAtManual(Company company) {
        accounts.record(List.of(new TenantFound("manual", company.tenant(), "Contoso", "at." + company.domain())));
        var found = accounts.find("manual", company.tenant()).orElseThrow();
        if (found.customerId() == null) {
            accounts.map(found.number(), company.customer(), "Ours");
        }
        return found.number();
    }

    /** A company whose tenant has not accepted the provider's agreement. */
    private Company withoutAgreement(String domain) {
        var customer = customer(domain);
        var tenant = outside.tenant(domain, domain);
        outside.agreement(tenant, false);
        sync();
        var payer = "cus_" + domain.substring(0, 12);
        var contract = contract(customer, domain, profile(customer, payer, "pm_card_visa"));
        runJobs();
        return new Company(
                domain, tenant, customer, account(domain).path("number").asText(), contract, payer);
    }

    private List<String> audited(String subject) {
        return operator.list("/api/v1/audit?subject=" + subject).stream()
                .map(entry -> entry.path("action").asText())
                .toList();
    }
}
