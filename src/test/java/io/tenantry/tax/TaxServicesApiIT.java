package io.tenantry.tax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenantry.ScenarioTest;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;

class TaxServicesApiIT extends ScenarioTest {

    @Autowired
    private JdbcClient jdbc;

    private String code;

    @BeforeEach
    void aServiceOfItsOwn() {
        code = "T" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);
        assertThat(post("/api/v1/tax-services", Map.of("code", code, "name", "Germany", "type", "RATE_BASED"))
                        .getStatusCode()
                        .value())
                .isEqualTo(201);
    }

    @Test
    void aServiceIsOpenedOnceAndChangedByWhoHasSeenIt() {
        var again = post("/api/v1/tax-services", Map.of("code", code, "name", "Germany", "type", "RATE_BASED"));
        var path = "/api/v1/tax-services/" + code;
        var blind = put(path, Map.of("name", "EU", "overseas", true), null);
        var seen = put(path, Map.of("name", "EU", "overseas", true), "\"0\"");
        var late = put(path, Map.of("name", "DE", "overseas", false), "\"0\"");
        var odd = post("/api/v1/tax-services", Map.of("code", code + "X", "name", "?", "type", "GUESSED"));

        assertThat(again.getStatusCode().value()).isEqualTo(409);
        assertThat(blind.getStatusCode().value()).isEqualTo(428);
        assertThat(seen.getBody().path("overseas").asBoolean()).isTrue();
        assertThat(late.getStatusCode().value()).isEqualTo(412);
        assertThat(odd.getStatusCode().value()).isEqualTo(422);
    }

    @Test
    void aChangeOfRateEndsOneAndEntersTheNext() {
        var old = post(rates(), rate("19", "2007-01-01")).getBody().path("id").asText();

        var overlapping = post(rates(), rate("16", "2020-07-01"));
        var ended = post(rates() + "/" + old + "/end", Map.of("on", "2020-07-01"));
        var next = post(rates(), rate("16", "2020-07-01"));

        assertThat(overlapping.getStatusCode().value()).isEqualTo(409);
        assertThat(overlapping.getBody().path("detail").asText()).contains("end that one first");
        assertThat(ended.getBody().at("/valid/to").asText()).isEqualTo("2020-07-01");
        assertThat(next.getStatusCode().value()).isEqualTo(201);
        assertThat(post(rates() + "/" + old + "/end", Map.of("on", "2021-01-01"))
                        .getStatusCode()
                        .value())
                .isEqualTo(422);
        assertThat(get(rates()).findValuesAsText("rate")).hasSize(2);
    }

    @Test
    void theDatabaseRewritesNoRate() {
        var id = UUID.fromString(
                post(rates(), rate("19", "2007-01-01")).getBody().path("id").asText());

        assertThatThrownBy(() -> jdbc.sql("update tax_rate set rate = 7 where id = :id")
                        .param("id", id)
                        .update())
                .hasMessageContaining("is written once; end it and enter another");
        assertThatThrownBy(() -> jdbc.sql("delete from tax_rate where id = :id")
                        .param("id", id)
                        .update())
                .hasMessageContaining("is written once");
    }

    @Test
    void aServiceWithoutTaxHasNoRates() {
        var none = code + "-NONE";
        post("/api/v1/tax-services", Map.of("code", none, "name", "No tax", "type", "NONE"));

        var refused = post("/api/v1/tax-services/" + none + "/rates", rate("19", "2007-01-01"));

        assertThat(refused.getStatusCode().value()).isEqualTo(422);
        assertThat(refused.getBody().path("detail").asText()).contains("is of type NONE and has no rates");
    }

    private String rates() {
        return "/api/v1/tax-services/" + code + "/rates";
    }

    private static Map<String, Object> rate(String percent, String from) {
        return new HashMap<>(Map.of(
                "productCategory", "STANDARD",
                "country", "DE",
                "code", "S",
                "rate", percent,
                "name", "USt",
                "from", from));
    }

    private JsonNode get(String path) {
        return as("auditor").get().uri(path).retrieve().body(JsonNode.class);
    }

    private ResponseEntity<JsonNode> post(String path, Map<String, ?> body) {
        return as("billing")
                .post()
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .retrieve()
                .toEntity(JsonNode.class);
    }

    private ResponseEntity<JsonNode> put(String path, Map<String, ?> body, String ifMatch) {
        var request = as("billing").put().uri(path).contentType(MediaType.APPLICATION_JSON);
        if (ifMatch != null) {
            request.header("If-Match", ifMatch);
        }
        return request.body(body).retrieve().toEntity(JsonNode.class);
    }
}
