package io.tenantry.contract.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenantry.ScenarioTest;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Billing contracts and payment profiles as a billing manager uses them, over real HTTP. */
class BillingContractsApiIT extends ScenarioTest {

    private String customer;

    @BeforeEach
    void bringACustomerAndPrices() {
        var domain = "h" + UUID.randomUUID().toString().substring(0, 8) + ".example";
        send(
                HttpMethod.POST,
                "/api/v1/price-sheets",
                null,
                new ClassPathResource("demo/price-sheet-us.csv"),
                "text/csv");
        customer = created(
                        "/api/v1/customers",
                        Map.of(
                                "name", "Contoso",
                                "domain", domain,
                                "country", "US",
                                "street", "1 Main Street",
                                "city", "Seattle",
                                "postalCode", "98101",
                                "currency", "USD",
                                "contact", Map.of("name", "Accounts Payable", "email", "ap@" + domain)))
                .path("number")
                .asText();
    }

    @Test
    void opensAContractWithDefaultsForWhatIsLeftOut() {
        var contract = created("/api/v1/billing-contracts", terms());

        assertThat(contract.path("nextInvoiceDate").asText()).isEqualTo("2026-01-02");
        assertThat(contract.path("billingPolicy").asText()).isEqualTo("ADVANCE");
        assertThat(contract.path("prorationRule").asText()).isEqualTo("ACTUAL_MONTH");
        assertThat(contract.path("prorationRuleVersion").asInt()).isEqualTo(1);
        assertThat(contract.at("/proration/prorateUnit").asText()).isEqualTo("DAYS");
        assertThat(contract.at("/proration/example/amount/amount").decimalValue())
                .isEqualByComparingTo("305.81");
        assertThat(contract.path("currency").asText()).isEqualTo("USD");
        assertThat(contract.path("billingContact").asText()).isEqualTo("Accounts Payable");
        assertThat(contract.path("taxRate").decimalValue()).isEqualByComparingTo("19");
        assertThat(contract.path("isDefault").asBoolean()).isTrue();
        assertThat(contract.path("toggles").toString())
                .isEqualTo("{\"generatePdf\":true,\"autoSendEmail\":false,\"autoSyncAccounting\":false,"
                        + "\"autoCharge\":true}");
        assertThat(get("/api/v1/billing-contracts?customer=" + customer)
                        .getBody()
                        .path("items"))
                .containsExactly(get(path(contract)).getBody());
    }

    @Test
    void changesTheTermsThatWereSeen() {
        var path = path(created("/api/v1/billing-contracts", terms()));
        var seen = get(path).getHeaders().getETag();
        var quarterly = new HashMap<>(terms());
        quarterly.put("frequencyMonths", 3);
        quarterly.put("billingPolicy", "ARREARS");

        var changed = send(HttpMethod.PUT, path, seen, quarterly, "application/json");
        var late = send(HttpMethod.PUT, path, seen, quarterly, "application/json");
        var blind = send(HttpMethod.PUT, path, null, quarterly, "application/json");

        assertThat(changed.getBody().path("nextInvoiceDate").asText()).isEqualTo("2026-04-02");
        assertThat(late.getStatusCode().value()).isEqualTo(412);
        assertThat(blind.getStatusCode().value()).isEqualTo(428);
    }

    @Test
    void refusesToMoveAContractToAnotherCustomer() {
        var path = path(created("/api/v1/billing-contracts", terms()));
        var moved = new HashMap<>(terms());
        moved.put("customerNumber", "CUS-999999");

        var refused = send(HttpMethod.PUT, path, get(path).getHeaders().getETag(), moved, "application/json");

        assertThat(refused.getStatusCode().value()).isEqualTo(422);
        assertThat(refused.getBody().path("detail").asText()).endsWith("cannot move to another customer");
    }

    @ParameterizedTest(name = "{0} = {1}: {3}")
    @CsvSource(
            delimiter = '|',
            nullValues = "null",
            value = {
                "startDate | null | 400 | must not be null",
                "startDate | 2026-02-30 | 400 | '2026-02-30' is not a date such as 2026-03-01",
                "endDate | 2025-12-31 | 422 | End date 2025-12-31 is not after the start date 2026-01-01",
                "currency | EURO | 422 | Currency 'EURO' is not an ISO 4217 code; use three capitals such as EUR",
                "frequencyMonths | 0 | 422 | A cycle needs at least one month, not 0",
                "prorationRule | BY_MOON | 422 | Proration rule 'BY_MOON' is not known; use one of ACTUAL_MONTH, "
                        + "ACTUAL_PERIOD, DAYS_365, THIRTY_DAY, MONTHS_CEIL, MONTHS_FLOOR, MONTHS_NEAREST",
                "prorationRuleVersion | 99 | 422 | Proration rule ACTUAL_MONTH has no version 99; use one of 1",
                "nextInvoiceDate | 2025-12-01 | 422 | Next invoice date 2025-12-01 is before the contract's first "
                        + "invoice on 2026-01-02; choose that day or a later one, or leave it out",
            })
    void refusesBadTermsAndNamesTheField(String field, String value, int status, String message) {
        var bad = new HashMap<>(terms());
        bad.put(field, value);

        var refused = send(HttpMethod.POST, "/api/v1/billing-contracts", null, bad, "application/json");

        assertThat(refused.getStatusCode().value()).isEqualTo(status);
        assertThat(refused.getBody().at("/errors/0/field").asText()).isEqualTo(field);
        assertThat(refused.getBody().at("/errors/0/message").asText()).contains(message);
        assertThat(get("/api/v1/billing-contracts?customer=" + customer)
                        .getBody()
                        .path("total")
                        .asInt())
                .isZero();
    }

    /** A day begins where {@code tenantry.zone} says, for all contracts; {@code BusinessCalendarTest} has the refusals. */
    @Test
    void knowsNoTimeZoneOfAContract() {
        var zoned = new HashMap<>(terms());
        zoned.put("timeZone", "Europe/Berlin");

        var refused = send(HttpMethod.POST, "/api/v1/billing-contracts", null, zoned, "application/json");

        assertThat(refused.getStatusCode().value()).isEqualTo(400);
        assertThat(refused.getBody().at("/errors/0/field").asText()).isEqualTo("timeZone");
        assertThat(refused.getBody().at("/errors/0/message").asText())
                .startsWith("Is not known here; known are")
                .doesNotContain("timeZone");
    }

    @Test
    void takesOverAContractFromTheDayOnWhichItIsInvoicedHereFirst() {
        var running = new HashMap<>(terms());
        running.put("nextInvoiceDate", "2026-07-02");

        var contract = created("/api/v1/billing-contracts", running);

        assertThat(contract.path("startDate").asText()).isEqualTo("2026-01-01");
        assertThat(contract.path("nextInvoiceDate").asText()).isEqualTo("2026-07-02");
    }

    @Test
    void switchesTogglesAndEndsAContract() {
        var path = path(created("/api/v1/billing-contracts", terms()));

        var switched = send(
                HttpMethod.PUT,
                path + "/toggles",
                get(path).getHeaders().getETag(),
                Map.of("autoSendEmail", true),
                "application/json");
        var ended = send(
                HttpMethod.POST,
                path + "/deactivation",
                switched.getHeaders().getETag(),
                Map.of("reason", "Customer left"),
                "application/json");

        assertThat(switched.getBody().at("/toggles/autoSendEmail").asBoolean()).isTrue();
        assertThat(switched.getBody().at("/toggles/generatePdf").asBoolean()).isFalse();
        assertThat(ended.getBody().path("status").asText()).isEqualTo("INACTIVE");
        assertThat(get("/api/v1/audit?subject=" + ended.getBody().path("number").asText())
                        .getBody()
                        .at("/items/0/reason")
                        .asText())
                .isEqualTo("Customer left");
    }

    @Test
    void repairsTheCardOfADeclinedCharge() {
        var profile = created(
                profiles(),
                Map.of("gatewayCustomer", "cus_1", "gatewayPaymentMethod", "pm_declined", "label", "Visa •••• 0002"));
        var path = profiles() + "/" + profile.path("number").asText();
        var repair = Map.of("gatewayPaymentMethod", "pm_good", "label", "Visa •••• 4242");

        var repaired = send(HttpMethod.PUT, path, get(path).getHeaders().getETag(), repair, "application/json");

        assertThat(profile.path("status").asText()).isEqualTo("SYNCED");
        assertThat(profile.path("gateway").asText()).isEqualTo("stripe");
        assertThat(profile.path("isDefault").asBoolean()).isTrue();
        assertThat(repaired.getBody().path("gatewayPaymentMethod").asText()).isEqualTo("pm_good");
        assertThat(repaired.getBody().path("status").asText()).isEqualTo("SYNCED");
    }

    @Test
    void chargesAPendingProfileOnlyAfterItsConfirmation() {
        var profile = created(
                profiles(),
                Map.of("gatewayCustomer", "cus_1", "gatewayPaymentMethod", "pm_1", "label", "Visa", "pending", true));
        var path = profiles() + "/" + profile.path("number").asText();

        var confirmed = send(HttpMethod.POST, path + "/confirmation", null, "", "application/json");
        var ended = send(
                HttpMethod.POST, path + "/deactivation", confirmed.getHeaders().getETag(), "", "application/json");
        var revived = send(HttpMethod.PUT, path + "/default", ended.getHeaders().getETag(), "", "application/json");

        assertThat(profile.path("status").asText()).isEqualTo("PENDING");
        assertThat(confirmed.getBody().path("status").asText()).isEqualTo("SYNCED");
        assertThat(ended.getBody().path("status").asText()).isEqualTo("INACTIVE");
        assertThat(revived.getStatusCode().value()).isEqualTo(422);
    }

    @Test
    void takesNoCardNumberAndShowsNoOtherCustomersProfile() {
        var card = send(
                HttpMethod.POST,
                profiles(),
                null,
                Map.of("gatewayCustomer", "cus_1", "gatewayPaymentMethod", "4242 4242 4242 4242", "label", "Visa"),
                "application/json");
        var profile = created(
                profiles(), Map.of("gatewayCustomer", "cus_1", "gatewayPaymentMethod", "pm_1", "label", "Visa"));

        var others = get("/api/v1/customers/CUS-999999/payment-profiles/"
                + profile.path("number").asText());

        assertThat(card.getStatusCode().value()).isEqualTo(422);
        assertThat(card.getBody().path("detail").asText()).startsWith("That looks like a card number");
        assertThat(others.getStatusCode().value()).isEqualTo(404);
        assertThat(get(profiles()).getBody()).hasSize(1);
    }

    private Map<String, Object> terms() {
        return Map.of(
                "customerNumber",
                customer,
                "name",
                "Contoso-CSP-Monthly",
                "startDate",
                "2026-01-01",
                "frequencyMonths",
                1,
                "taxRate",
                19,
                "isDefault",
                true,
                "toggles",
                Map.of("generatePdf", true, "autoCharge", true));
    }

    private String profiles() {
        return "/api/v1/customers/" + customer + "/payment-profiles";
    }

    private static String path(JsonNode contract) {
        return "/api/v1/billing-contracts/" + contract.path("number").asText();
    }

    private JsonNode created(String path, Object body) {
        var answer = send(HttpMethod.POST, path, null, body, "application/json");
        assertThat(answer.getStatusCode().value())
                .as(String.valueOf(answer.getBody()))
                .isEqualTo(201);
        assertThat(answer.getHeaders().getLocation())
                .hasToString(path + "/" + answer.getBody().path("number").asText());
        return answer.getBody();
    }

    private ResponseEntity<JsonNode> get(String path) {
        return as("billing").get().uri(path).retrieve().toEntity(JsonNode.class);
    }

    private ResponseEntity<JsonNode> send(HttpMethod method, String path, String etag, Object body, String type) {
        return as("billing")
                .method(method)
                .uri(path)
                .headers(headers -> {
                    if (etag != null) {
                        headers.set(HttpHeaders.IF_MATCH, etag);
                    }
                })
                .contentType(MediaType.parseMediaType(type))
                .body(body)
                .retrieve()
                .toEntity(JsonNode.class);
    }
}
