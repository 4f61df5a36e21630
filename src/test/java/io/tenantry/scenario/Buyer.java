package io.tenantry.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.springframework.http.HttpMethod;

/**
 * A customer with a tenant and a default contract, in an application that is a process of its own and may die between two
 * wishes.
 *
 * @param people the application's API in the hands of who logs in
 * @param account number of its tenant here
 */
record Buyer(Function<String, Api> people, Outside outside, String tenant, String account) {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Found by a sync, and matched by its domain. */
    static Buyer onboarded(Function<String, Api> people, Outside outside, String domain) {
        var billing = people.apply("billing");
        billing.load("/api/v1/price-sheets", "demo/price-sheet-us.csv");
        var customer = billing.post("/api/v1/customers", Scenario.customerBody(domain, "USD"))
                .path("number")
                .asText();
        billing.post(
                "/api/v1/billing-contracts",
                Map.of(
                        "customerNumber",
                        customer,
                        "name",
                        domain + " monthly",
                        "startDate",
                        today(people).toString(),
                        "frequencyMonths",
                        1,
                        "isDefault",
                        true));
        var tenant = outside.tenant(domain, domain);
        people.apply("operator").post("/api/v1/provider-syncs", Map.of());
        var mapped = Awaitility.await("the mapping of " + domain)
                .atMost(PATIENCE)
                .until(
                        () -> people.apply("operator").list("/api/v1/provider-accounts?mapped=true&search=" + domain),
                        found -> !found.isEmpty());
        return new Buyer(people, outside, tenant, mapped.get(0).path("number").asText());
    }

    /** Orders seats for a monthly billed year; returns the subscription's number. */
    String orders(String partNumber, int quantity) {
        var wish = Map.of(
                "providerAccountNumber",
                account,
                "partNumber",
                partNumber,
                "quantity",
                quantity,
                "salesUnit",
                "MONTHLY",
                "term",
                "P1Y",
                "billingPlan",
                "MONTHLY",
                "startDate",
                today(people).toString());
        return operator().post("/api/v1/subscriptions", wish).path("number").asText();
    }

    /** The same, once they are there. */
    String has(String partNumber, int quantity) {
        var number = orders(partNumber, quantity);
        Awaitility.await(number).atMost(PATIENCE).until(() -> operator()
                .get("/api/v1/subscriptions/" + number)
                .path("status")
                .asText()
                .equals("ACTIVE"));
        return number;
    }

    /** Wants a subscription changed or moved; returns what came of it. */
    JsonNode wants(String what, String subscription, Map<String, ?> wish) {
        var path = "/api/v1/subscriptions/" + subscription;
        var body = new HashMap<String, Object>(wish);
        body.put("reason", "Story");
        return operator().change(HttpMethod.POST, path + "/" + what, path, body);
    }

    LocalDate today() {
        return today(people);
    }

    private static LocalDate today(Function<String, Api> people) {
        return LocalDate.parse(people.apply("operator")
                .get("/api/v1/demo/clock")
                .path("now")
                .asText()
                .substring(0, 10));
    }

    private Api operator() {
        return people.apply("operator");
    }
}
