package io.tenantry.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.ResponseEntity;

/** A customer of a registrar without an API: everything about it is told by people, from the first day to the invoice. */
class ManualProviderIT extends Scenario {

    private String domain;
    private String part;

    @BeforeEach
    void nameThem() {
        domain = domain("registrar");
        part = "DOMAIN-" + domain.substring(0, 17);
    }

    @Test
    void aDomainNameIsSoldOrderedByAPersonAndBilled() {
        var customer = customer(domain);
        var list = billing.get("/api/v1/billing-contracts/" + contractOf(customer))
                .path("priceListId")
                .asText();
        billing.post("/api/v1/products", Map.of("provider", "manual", "partNumber", part, "title", "A domain name"));
        billing.post("/api/v1/price-lists/" + list + "/items", price(today()));
        var account = number(operator.post("/api/v1/provider-accounts", account()));
        runJobs();

        var mapped = operator.get("/api/v1/provider-accounts/" + account);
        var subscription = number(
                operator.post("/api/v1/subscriptions", orderBody(account, Map.of("partNumber", part, "quantity", 3))));
        runJobs();
        var change = firstChange(subscription);
        var waits = change(change);
        operator.post(
                "/api/v1/license-changes/" + change + "/confirmations",
                Map.of("done", true, "reason", "Ordered by telephone", "providerSubscriptionId", "REG-" + domain));
        runJobs();
        moveTo(today().plusDays(1));
        runJobs();

        assertThat(mapped.path("customerNumber").asText()).isEqualTo(customer);
        assertThat(waits.at("/waiting/reason").asText()).isEqualTo("PERSON");
        assertThat(status(subscription)).isEqualTo("ACTIVE");
        var invoices = billing.list("/api/v1/invoices?customer=" + customer);
        assertThat(invoices).singleElement().satisfies(invoice -> assertThat(
                        invoice.at("/lines/0/amount/amount").decimalValue())
                .isEqualByComparingTo("36.00"));
    }

    @Test
    void refusesWhatAProviderTellsItself() {
        var tenant = new HashMap<String, Object>(account());
        tenant.put("provider", "partner-center");

        var bySync = operator.tryPost("/api/v1/provider-accounts", tenant);
        var bySheet = billing.tryPost(
                "/api/v1/products", Map.of("provider", "partner-center", "partNumber", part, "title", "Made up"));

        refused(bySync, 422, "comes-by-sync", "lists its tenants itself");
        refused(bySheet, 422, "comes-by-price-sheet", "hands out price sheets");
    }

    @Test
    void refusesASecondOneAndWhatNobodyCanRead() {
        operator.post("/api/v1/provider-accounts", account());
        var product = Map.of("provider", "manual", "partNumber", part, "title", "A domain name");
        billing.post("/api/v1/products", product);

        refused(operator.tryPost("/api/v1/provider-accounts", account()), 409, "account-exists", "is PA-");
        refused(billing.tryPost("/api/v1/products", product), 409, "product-exists", part);
        refused(
                billing.tryPost(
                        "/api/v1/products", Map.of("provider", "manual", "partNumber", "a part", "title", "Spaces")),
                422,
                "invalid-part-number",
                "'a part'");
        var nowhere = new HashMap<String, Object>(account());
        nowhere.put("provider", "nobody");
        assertThat(operator.tryPost("/api/v1/provider-accounts", nowhere)
                        .getStatusCode()
                        .value())
                .isEqualTo(404);
        runJobs();
    }

    private String contractOf(String customer) {
        var payer = "cus_" + customer.toLowerCase();
        return contract(customer, domain, profile(customer, payer, "pm_card_visa"));
    }

    private Map<String, Object> account() {
        return Map.of(
                "provider",
                "manual",
                "tenantId",
                "R-" + domain,
                "name",
                domain,
                "domain",
                domain,
                "reason",
                "By letter");
    }

    private Map<String, Object> price(LocalDate from) {
        return Map.of(
                "provider",
                "manual",
                "partNumber",
                part,
                "unit",
                "MONTHLY",
                "term",
                "P1Y",
                "from",
                from.toString(),
                "sellingPrice",
                "12.00",
                "costPrice",
                "8.00");
    }

    private static void refused(ResponseEntity<JsonNode> answer, int status, String type, String words) {
        assertThat(answer.getStatusCode().value())
                .as(String.valueOf(answer.getBody()))
                .isEqualTo(status);
        assertThat(answer.getBody().path("type").asText()).endsWith(type);
        assertThat(answer.getBody().path("detail").asText()).contains(words);
    }
}
