package io.tenantry.charge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenantry.ScenarioTest;
import io.tenantry.invoicing.LedgerFixture;
import io.tenantry.invoicing.LedgerFixture.Terms;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

class ChargesApiIT extends ScenarioTest {

    private static final String ITEMS = "/api/v1/non-recurring-items";

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    private LedgerFixture given;
    private String contract;
    private String subscription;

    @BeforeEach
    void aContractThatIsNotInvoicedYet() {
        given = new LedgerFixture(jdbc, transaction);
        var id = given.contract(Terms.monthly("2013-01-01").until("2014-01-01"));
        contract = "CON-" + id.toString().substring(0, 13);
        subscription = "SUB-" + given.subscription(id, "Suite").toString().substring(0, 13);
    }

    @AfterEach
    void leaveNothingDue() {
        given.close();
    }

    @Test
    void anItemIsAddedChangedAndCancelledByWhoHasSeenIt() {
        var added = send(HttpMethod.POST, ITEMS, item(Map.of()), null);
        var path = ITEMS + "/" + added.getBody().path("number").asText();

        var blind = send(HttpMethod.PUT, path, item(Map.of("quantity", 3)), null);
        var changed = send(HttpMethod.PUT, path, item(Map.of("quantity", 3)), "\"0\"");
        var late = send(HttpMethod.PUT, path, item(Map.of("quantity", 4)), "\"0\"");
        var silent = send(HttpMethod.POST, path + "/cancel", Map.of("reason", " "), "\"1\"");
        var cancelled = send(HttpMethod.POST, path + "/cancel", Map.of("reason", "Not wanted"), "\"1\"");
        var afterwards = send(HttpMethod.PUT, path, item(Map.of()), "\"2\"");

        assertThat(added.getStatusCode().value()).isEqualTo(201);
        assertThat(added.getBody().path("status").asText()).isEqualTo("OPEN");
        assertThat(added.getBody().path("unitPrice").path("currency").asText()).isEqualTo("EUR");
        assertThat(blind.getStatusCode().value()).isEqualTo(428);
        assertThat(changed.getBody().path("quantity").asInt()).isEqualTo(3);
        assertThat(late.getStatusCode().value()).isEqualTo(412);
        assertThat(silent.getStatusCode().is4xxClientError()).isTrue();
        assertThat(cancelled.getBody().path("status").asText()).isEqualTo("CANCELLED");
        assertThat(afterwards.getStatusCode().value()).isEqualTo(422);
        assertThat(get(ITEMS + "?status=CANCELLED&contract=" + contract)
                        .path("total")
                        .asInt())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "quantity, 0, invalid-item, give 1 to 1000000",
        "quantity, 10000000, invalid-item, Quantity 10000000 cannot be charged",
        "unitPrice, -0.01, invalid-item, is negative",
        "unitPrice, 1.0123456789, invalid-item, 6 after the decimal point",
        "unitPrice, 10000000000000, invalid-item, at most 12 digits before",
        "discountPercent, 100.01, invalid-discount, not between 0 and 100",
        "discountPercent, -1, invalid-discount, not between 0 and 100",
        "currency, USD, wrong-currency, bills in EUR",
        "currency, XXX, unknown-currency, XXX",
        "invoiceOn, 2014-01-01, invalid-item, which runs from 2013-01-01 to 2013-12-31",
        "invoiceOn, 2012-12-31, invalid-item, lies outside",
        "expiresOn, 2013-02-01, invalid-item, is not after the invoice-on date",
        "productPartNumber, NONE:1, not-found, NONE:1",
        "contractNumber, BC-999999, not-found, BC-999999",
        "name, '   ', '', ''",
    })
    void anItemThatCannotBeIsRefused(String field, String value, String type, String words) {
        var refused = send(HttpMethod.POST, ITEMS, item(Map.of(field, value)), null);

        assertThat(refused.getStatusCode().is4xxClientError()).isTrue();
        assertThat(refused.getBody().path("type").asText()).contains(type);
        assertThat(refused.getBody().path("detail").asText()).contains(words);
        if (type.startsWith("invalid") && !field.equals("name")) {
            assertThat(refused.getBody().at("/errors/0/field").asText()).isEqualTo(field);
        }
        assertThat(get(ITEMS + "?contract=" + contract).path("total").asInt()).isZero();
    }

    @Test
    void anItemMayBeGivenAway() {
        assertThat(send(HttpMethod.POST, ITEMS, item(Map.of("unitPrice", 0)), null)
                        .getStatusCode()
                        .value())
                .isEqualTo(201);
    }

    @Test
    void discountsOfOneKindDoNotOverlap() {
        var whole = grant(Map.of());
        var again = grant(Map.of("from", "2013-06-01"));
        var narrower = grant(Map.of("subscriptionNumber", subscription));
        var id = whole.getBody().path("id").asText();

        var blind = send(HttpMethod.POST, discounts() + "/" + id + "/end", Map.of("on", "2013-06-01"), null);
        var ended = send(HttpMethod.POST, discounts() + "/" + id + "/end", Map.of("on", "2013-06-01"), "\"0\"");
        var next = grant(Map.of("from", "2013-06-01", "percent", 5));

        assertThat(whole.getStatusCode().value()).isEqualTo(201);
        assertThat(again.getStatusCode().value()).isEqualTo(409);
        assertThat(again.getBody().path("detail").asText()).contains("end that one first");
        assertThat(narrower.getStatusCode().value()).isEqualTo(201);
        assertThat(blind.getStatusCode().value()).isEqualTo(428);
        assertThat(ended.getBody().at("/valid/to").asText()).isEqualTo("2013-06-01");
        assertThat(next.getStatusCode().value()).isEqualTo(201);
        assertThat(get(discounts())).hasSize(3);
    }

    @Test
    void aDiscountThatHasNotBegunIsWithdrawn() {
        var id = grant(Map.of("from", "2013-06-01")).getBody().path("id").asText();

        var withdrawn = send(HttpMethod.POST, discounts() + "/" + id + "/end", Map.of("on", "2013-05-01"), "\"0\"");

        assertThat(withdrawn.getBody().path("valid").isNull()).isTrue();
        assertThat(grant(Map.of("from", "2013-06-01")).getStatusCode().value()).isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource({
        "percent, 100.5, not between 0 and 100",
        "percent, 0, give more than 0",
        "percent, -5, not between 0 and 100",
        "to, 2013-01-01, is not after the start",
        "from, 2012-12-31, starts on 2013-01-01",
    })
    void aDiscountThatCannotBeIsRefused(String field, String value, String words) {
        var refused = grant(Map.of(field, value));

        assertThat(refused.getStatusCode().value()).isEqualTo(422);
        assertThat(refused.getBody().path("detail").asText()).contains(words);
    }

    @Test
    void theDatabaseRewritesNoDiscount() {
        var id = UUID.fromString(grant(Map.of()).getBody().path("id").asText());

        assertThatThrownBy(() -> jdbc.sql("update discount set percent = 50 where id = :id")
                        .param("id", id)
                        .update())
                .hasMessageContaining("is written once; end it and enter another");
        assertThatThrownBy(() -> jdbc.sql("update discount set valid = '[2013-01-01,2099-01-01)' where id = :id")
                        .param("id", id)
                        .update())
                .hasMessageContaining("is written once");
    }

    private String discounts() {
        return "/api/v1/billing-contracts/" + contract + "/discounts";
    }

    private ResponseEntity<JsonNode> grant(Map<String, ?> changed) {
        var body = new HashMap<String, Object>(
                Map.of("name", "Partner", "percent", 10, "from", "2013-01-01", "to", "2014-01-01"));
        body.putAll(changed);
        return send(HttpMethod.POST, discounts(), body, null);
    }

    private Map<String, Object> item(Map<String, ?> changed) {
        var body = new HashMap<String, Object>(Map.of(
                "contractNumber", contract,
                "name", "Set-up",
                "description", "Two hours on site",
                "quantity", 2,
                "unitPrice", "149.90",
                "invoiceOn", "2013-02-01"));
        body.putAll(changed);
        return body;
    }

    private JsonNode get(String path) {
        return as("auditor").get().uri(path).retrieve().body(JsonNode.class);
    }

    private ResponseEntity<JsonNode> send(
            HttpMethod method, String path, Map<String, ?> body, @Nullable String ifMatch) {
        var request = as("billing").method(method).uri(path).contentType(MediaType.APPLICATION_JSON);
        if (ifMatch != null) {
            request.header("If-Match", ifMatch);
        }
        return request.body(body).retrieve().toEntity(JsonNode.class);
    }
}
