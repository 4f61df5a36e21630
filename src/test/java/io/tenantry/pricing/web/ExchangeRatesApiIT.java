package io.tenantry.pricing.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenantry.ScenarioTest;
import io.tenantry.audit.AuditTrail;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;

class ExchangeRatesApiIT extends ScenarioTest {

    private static final String PATH = "/api/v1/exchange-rates";

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private AuditTrail audit;

    @Test
    void aRateIsEnteredOnceAndNeverRewritten() {
        var entered = enter("ISK", "DKK", "2011-01-01", "0.048");
        var again = enter("ISK", "DKK", "2011-01-01", "0.0480");
        var other = enter("ISK", "DKK", "2011-01-01", "0.05");

        assertThat(entered.getStatusCode().value()).isEqualTo(201);
        assertThat(entered.getBody().path("actor").asText()).isEqualTo("billing");
        assertThat(again.getStatusCode().value()).isEqualTo(201);
        assertThat(other.getStatusCode().value()).isEqualTo(409);
        assertThat(other.getBody().path("detail").asText())
                .isEqualTo("The rate ISK→DKK from 2011-01-01 is 0.048 and is never rewritten; enter the new one from "
                        + "another day on");
        assertThat(audit.of("ISK-DKK")).extracting("action").containsExactly("exchange-rate-entered");
        assertThatThrownBy(() -> jdbc.sql("update exchange_rate set rate = 1 where from_currency = 'ISK'")
                        .update())
                .hasMessageContaining("written once and never changed");
    }

    @Test
    void aFileIsTakenOverWhollyOrNotAtAll() {
        var broken = load(
                """
                from,to,valid_from,rate,source
                HUF,DKK,2012-01-01,0.0241,ECB
                HUF,DKK,2012-02-30,0.0242,ECB
                HUF,XXX,2012-03-01,0.0243,ECB
                HUF,DKK,2012-04-01,1e-2,ECB
                HUF,DKK,2012-05-01,0,ECB
                """);
        var file =
                """
                from,to,valid_from,rate,source
                HUF,DKK,2012-01-01,0.0241,ECB
                HUF,DKK,2012-02-01,0.0242,ECB
                """;
        assertThat(broken.getStatusCode().value()).isEqualTo(422);
        assertThat(broken.getBody().path("errors").findValuesAsText("line")).containsExactly("3", "4", "5", "6");
        assertThat(of("HUF").path("total").asInt()).isZero();

        var first = load(file).getBody();
        var second = load(file).getBody();

        assertThat(first.path("added").asInt()).isEqualTo(2);
        assertThat(second.path("added").asInt()).isZero();
        assertThat(second.path("unchanged").asInt()).isEqualTo(2);
        assertThat(of("HUF").path("items").findValuesAsText("validFrom")).containsExactly("2012-02-01", "2012-01-01");
    }

    private ResponseEntity<JsonNode> enter(String from, String to, String day, String rate) {
        return as("billing")
                .post()
                .uri(PATH)
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of("from", from, "to", to, "validFrom", day, "rate", rate, "source", "ECB"))
                .retrieve()
                .toEntity(JsonNode.class);
    }

    private ResponseEntity<JsonNode> load(String file) {
        return as("billing")
                .post()
                .uri(PATH + "/import")
                .contentType(MediaType.parseMediaType("text/csv"))
                .body(file)
                .retrieve()
                .toEntity(JsonNode.class);
    }

    private JsonNode of(String currency) {
        return as("auditor").get().uri(PATH + "?from=" + currency).retrieve().body(JsonNode.class);
    }
}
