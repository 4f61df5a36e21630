package io.tenantry.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** The ledger over HTTP. */
class LedgerApiIT extends LedgerScenario {

    @Test
    void ordersASubscriptionAndShowsItsLedger() {
        var created = post("/api/v1/subscriptions", anOrder(Map.of()), Map.of());

        var number = created.getBody().path("number").asText();
        assertThat(created.getStatusCode().value()).isEqualTo(201);
        assertThat(created.getHeaders().getLocation()).hasToString("/api/v1/subscriptions/" + number);
        assertThat(created.getHeaders().getETag()).isNotNull();
        assertThat(created.getBody().path("status").asText()).isEqualTo("AWAITING_PROVISIONING");
        assertThat(created.getBody().path("customerNumber").asText()).isEqualTo(customer.number());
        assertThat(created.getBody().path("unitPrice").decimalValue()).isEqualByComparingTo("12.00");
        assertThat(get("/api/v1/subscriptions?customer=" + customer.number())
                        .path("items")
                        .findValuesAsText("number"))
                .contains(number);
        assertThat(get("/api/v1/subscriptions/" + number + "/ledger")
                        .get(0)
                        .path("quantityAfter")
                        .asInt())
                .isEqualTo(10);
    }

    @Test
    void anOrderWithAKeyIsPlacedOnce() {
        var key = Map.of("Idempotency-Key", UUID.randomUUID().toString());

        var first = post("/api/v1/subscriptions", anOrder(Map.of()), key);
        var second = post("/api/v1/subscriptions", anOrder(Map.of()), key);

        assertThat(second.getBody().path("number")).isEqualTo(first.getBody().path("number"));
        assertThat(get("/api/v1/subscriptions?customer=" + customer.number())
                        .path("total")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void badOrdersAreRefusedWithTheirReason() {
        refused(Map.of("quantity", -3), "invalid-quantity", "-3");
        refused(Map.of("startDate", "2099-01-01"), "invalid-start", "more than a year ahead");
        refused(Map.of("startDate", "1999-01-01"), "invalid-start", contract.number());
        refused(Map.of("partNumber", "NONE:0001"), "product-unknown", "NONE:0001");
        refused(Map.of("salesUnit", "FORTNIGHT"), "unit-rejected", "Please provide a valid Sales Unit.");
        refused(
                Map.of("providerAccountNumber", aTenant(name + "3").number()),
                "account-unmapped",
                "Map provider account");
        assertThat(get("/api/v1/subscriptions?customer=" + customer.number())
                        .path("total")
                        .asInt())
                .isZero();
    }

    @Test
    void changesNeedWhatTheCallerHasSeen() {
        var number = tenProvisionedSeats();
        var path = "/api/v1/subscriptions/" + number + "/changes";
        var wish = Map.<String, Object>of("kind", "QUANTITY", "quantity", 12, "reason", "Grows");
        var seen = etag("/api/v1/subscriptions/" + number);

        var blind = post(path, wish, Map.of());
        var first = post(path, wish, Map.of(HttpHeaders.IF_MATCH, seen));
        var late = post(path, wish, Map.of(HttpHeaders.IF_MATCH, seen));

        assertThat(blind.getStatusCode().value()).isEqualTo(428);
        assertThat(first.getStatusCode().value()).isEqualTo(201);
        assertThat(first.getBody().path("changeNumber").asText()).startsWith("LCL-");
        assertThat(late.getStatusCode().value()).isEqualTo(412);
    }

    @Test
    void aChangeTellsItsHistoryAndWhatItWaitsFor() {
        var number = subscriptions.create(tenSeats()).number();
        var create = lastChange(number);
        changes.request(ChangeCommand.quantity(number, 12, "Grows"));
        var update = lastChange(number);
        var path = "/api/v1/license-changes/";

        changes.failed(create, "Credit limit exceeded");
        var failed = get("/api/v1/license-changes?provisioningStatus=FAILED_PROVISIONING&subscription=" + number);
        var waiting = get(path + update);
        var requeued = post(path + create + "/requeue", Map.of("reason", "Limit raised"), Map.of());
        var again = post(path + create + "/requeue", Map.of("reason", "Limit raised"), Map.of());

        assertThat(failed.path("items").findValuesAsText("number")).containsExactly(create);
        assertThat(waiting.path("waitsFor").asText()).contains(create);
        assertThat(requeued.getBody().path("provisioningStatus").asText()).isEqualTo("AWAITING_PROVISIONING");
        assertThat(requeued.getBody().path("history").findValuesAsText("reason"))
                .containsExactly("Ordered", "Credit limit exceeded", "Limit raised");
        assertThat(requeued.getBody().path("history").get(2).path("actor").asText())
                .isEqualTo("operator");
        assertThat(again.getStatusCode().value()).isEqualTo(422);
    }

    @Test
    void aScheduledChangeIsListedAndCancelled() {
        var number = tenProvisionedSeats();
        var wish = Map.<String, Object>of(
                "kind",
                "QUANTITY",
                "quantityDelta",
                2,
                "effective",
                "ON_DATE",
                "effectiveDate",
                today().plusDays(5).toString(),
                "reason",
                "Grows");

        var change = post(
                "/api/v1/subscriptions/" + number + "/changes",
                wish,
                Map.of(HttpHeaders.IF_MATCH, etag("/api/v1/subscriptions/" + number)));
        var path = String.valueOf(change.getHeaders().getLocation());
        var listed = get("/api/v1/scheduled-license-changes?status=PENDING&subscription=" + number);
        var cancelled = post(path + "/cancel", Map.of("reason", "Not wanted"), Map.of());

        assertThat(path).startsWith("/api/v1/scheduled-license-changes/SLCL-");
        assertThat(listed.path("items").get(0).path("quantityDelta").asInt()).isEqualTo(2);
        assertThat(cancelled.getBody().path("status").asText()).isEqualTo("CANCELLED");
    }

    /** A billing manager answers for prices, an operator for what is licensed. */
    @Test
    void whoAnswersForTheMoneyChangesAPriceAndMovesNoLicence() {
        var number = tenProvisionedSeats();
        var path = "/api/v1/subscriptions/" + number;
        var price = Map.<String, Object>of("unitPrice", "11.50", "reason", "Agreed by mail");
        var seats = Map.<String, Object>of("kind", "QUANTITY", "quantity", 12, "reason", "Grows");

        var refused = post("billing", path + "/changes", seats, Map.of(HttpHeaders.IF_MATCH, etag(path)));
        var blind = post("billing", path + "/price-changes", price, Map.of());
        var changed = post("billing", path + "/price-changes", price, Map.of(HttpHeaders.IF_MATCH, etag(path)));

        assertThat(refused.getStatusCode().value()).isEqualTo(403);
        assertThat(refused.getBody().path("detail").asText())
                .isEqualTo("Your role may not do this; it is for administrators and operators");
        assertThat(blind.getStatusCode().value()).isEqualTo(428);
        assertThat(changed.getStatusCode().value()).isEqualTo(201);
        assertThat(changed.getHeaders().getLocation().toString()).startsWith("/api/v1/license-changes/LCL-");
        assertThat(get(path).path("unitPrice").decimalValue()).isEqualByComparingTo("11.50");
        assertThat(get(path).path("quantity").asInt()).isEqualTo(10);
    }

    @Test
    void anActWithoutReasonIsNoAct() {
        var create = lastChange(tenProvisionedSeats());

        var archived = post("/api/v1/license-changes/" + create + "/archive", Map.of("reason", " "), Map.of());

        assertThat(archived.getStatusCode().is4xxClientError()).isTrue();
        assertThat(changes.get(create).change().billingStatus()).isEqualTo(BillingStatus.ACTIVE);
    }

    private void refused(Map<String, Object> wish, String type, String words) {
        var answer = post("/api/v1/subscriptions", anOrder(wish), Map.of());

        assertThat(answer.getStatusCode().value()).isEqualTo(422);
        assertThat(answer.getBody().path("type").asText()).endsWith("/" + type);
        assertThat(answer.getBody().path("detail").asText()).contains(words);
    }

    private Map<String, Object> anOrder(Map<String, Object> wish) {
        listed(part, "12.00");
        var order = new HashMap<String, Object>(Map.of(
                "providerAccountNumber", tenant.number(),
                "partNumber", part,
                "quantity", 10,
                "salesUnit", "MONTHLY",
                "term", "P1Y",
                "billingPlan", "MONTHLY",
                "unitPrice", "12.00",
                "currency", "USD",
                "startDate", today().toString()));
        order.putAll(wish);
        return order;
    }

    private JsonNode get(String path) {
        return as("operator").get().uri(path).retrieve().body(JsonNode.class);
    }

    private String etag(String path) {
        return String.valueOf(as("operator")
                .get()
                .uri(path)
                .retrieve()
                .toBodilessEntity()
                .getHeaders()
                .getETag());
    }

    private ResponseEntity<JsonNode> post(String path, Map<String, Object> body, Map<String, String> headers) {
        return post("operator", path, body, headers);
    }

    private ResponseEntity<JsonNode> post(
            String logIn, String path, Map<String, Object> body, Map<String, String> headers) {
        return as(logIn)
                .post()
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .headers(all -> headers.forEach(all::set))
                .body(body)
                .retrieve()
                .toEntity(JsonNode.class);
    }
}
