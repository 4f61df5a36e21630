package io.tenantry.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * A step of a process that has no try left: what stopped it is named, and a person who has put that right lets it go on.
 * Provisioning best practices §10.
 */
class StoppedStepCasesIT extends RemediationScenario {

    private static final String OPERATIONS = "operations@tenantry.example";

    /** The mail server says no for good, so trying again by itself would change nothing. */
    @Test
    @Tells({"stepOfChangeStopped", "manualProvider"})
    void anOrderByHandWhoseMailWasRefusedGoesOnOnceTheMailServerTakesIt() {
        var company = onboarded(domain("norder"));
        var account = tenantAtRegistrar(company);
        refusesTheNextMail();
        var number = number(operator.post(
                "/api/v1/subscriptions", orderBody(account, Map.of("partNumber", soldByHand(company), "quantity", 3))));
        var change = firstChange(number);
        runJobs();
        scan();

        var found = decided(change, "STEP_STOPPED", "RETRY_STEP");
        assertThat(found.path("words").asText()).contains("askOperations", change, "550");
        assertRefused(billing, found, "RETRY_STEP", Map.of());
        fix(operator, found, "RETRY_STEP", Map.of());
        var byHand = decided(change, "MANUAL_PROVIDER", "CONFIRM_BY_HAND");
        assertThat(number(byHand)).isEqualTo(number(found));
        fix(operator, byHand, "CONFIRM_BY_HAND", Map.of("providerSubscriptionId", "REG-" + company.domain()));

        assertThat(status(number)).isEqualTo("ACTIVE");
        assertClosed(found);
    }

    @Test
    @Tells("stepStopped")
    void anAnnouncementThatWasRefusedGoesOnOnceTheMailServerTakesIt() {
        var domain = domain("nomail");
        customer(domain);
        outside.tenant("No Mail Ltd", domain);
        refusesTheNextMail();
        sync();
        scan();
        var account = account(domain).path("number").asText();

        var found = decided("STEP_STOPPED", account + "/notifyOperations", "STEP_STOPPED", "RETRY_STEP");
        assertThat(found.path("words").asText()).contains("notifyOperations", account, "550");
        fix(operator, found, "RETRY_STEP", Map.of());
        scan();

        assertThat(account(domain).path("customerNumber").isNull()).isFalse();
        assertClosed(found);
    }

    private void refusesTheNextMail() {
        outside.fault("SMTP", "/" + OPERATIONS, Map.of("kind", "STATUS", "status", 550, "times", 1));
    }

    /** Whom a registrar without an API knows the company as: told by hand, and mapped by its domain. */
    private String tenantAtRegistrar(Company company) {
        var account = number(operator.post(
                "/api/v1/provider-accounts",
                Map.of(
                        "provider",
                        "manual",
                        "tenantId",
                        "R-" + company.domain(),
                        "name",
                        company.domain(),
                        "domain",
                        company.domain(),
                        "reason",
                        "Its letter")));
        runJobs();
        assertThat(operator.get("/api/v1/provider-accounts/" + account)
                        .path("customerNumber")
                        .asText())
                .isEqualTo(company.customer());
        return account;
    }

    private String soldByHand(Company company) {
        var part = "DOMAIN-" + company.domain().substring(0, 14);
        var list = billing.get("/api/v1/billing-contracts/" + company.contract())
                .path("priceListId")
                .asText();
        billing.post("/api/v1/products", Map.of("provider", "manual", "partNumber", part, "title", "A domain name"));
        billing.post(
                "/api/v1/price-lists/" + list + "/items",
                Map.of(
                        "provider",
                        "manual",
                        "partNumber",
                        part,
                        "unit",
                        "MONTHLY",
                        "term",
                        "P1Y",
                        "from",
                        today().toString(),
                        "sellingPrice",
                        12.00,
                        "costPrice",
                        8.00));
        return part;
    }
}
