package io.tenantry.contract.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenantry.ScenarioTest;
import io.tenantry.contract.ProrationRules;
import io.tenantry.invoicing.proration.ProrationRule;
import java.util.Arrays;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.ResponseEntity;

/** The conventions of proration as a billing manager looks them up. */
class ProrationRulesApiIT extends ScenarioTest {

    @Autowired
    private ProrationRules rules;

    @ParameterizedTest
    @CsvSource({
        "ACTUAL_MONTH,   DAYS,   305.81, 79/31",
        "ACTUAL_PERIOD,  DAYS,   304.00, 38/15",
        "THIRTY_DAY,     DAYS,   304.00, 38/15",
        "DAYS_365,       DAYS,   299.84, 912/365",
        "MONTHS_CEIL,    MONTHS, 360.00, 3",
        "MONTHS_FLOOR,   MONTHS, 240.00, 2",
        "MONTHS_NEAREST, MONTHS, 360.00, 3",
    })
    void showsEachRuleWithItsWorkedExample(String name, String unit, String amount, String months) {
        var rule = StreamSupport.stream(get("").getBody().spliterator(), false)
                .filter(one -> one.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow();

        assertThat(rule.path("version").asInt()).isEqualTo(1);
        assertThat(rule.path("prorateUnit").asText()).isEqualTo(unit);
        assertThat(rule.path("description").asText()).isNotBlank();
        assertThat(rule.at("/example/months").asText()).isEqualTo(months);
        assertThat(rule.at("/example/amount/amount").decimalValue()).isEqualByComparingTo(amount);
        assertThat(rule.at("/example/sentence").asText())
                .startsWith("10 seats at 12.00 EUR a month from 2018-01-15 in the quarter from 2018-01-01 cost 10 × ")
                .endsWith(" = " + amount + " EUR");
        assertThat(get("/" + name).getBody()).containsExactly(rule);
    }

    @Test
    void publishesExactlyTheRulesThatThereIsLogicFor() {
        assertThat(rules.all())
                .extracting(rule -> ProrationRule.of(rule.name(), rule.version()))
                .containsExactlyInAnyOrder(ProrationRule.values());
        assertThat(Arrays.stream(ProrationRule.values()).map(rule -> rules.get(rule.name(), rule.version())))
                .allMatch(rule -> rule.current());
    }

    @Test
    void doesNotKnowOtherRules() {
        var answer = get("/BY_MOON");

        assertThat(answer.getStatusCode().value()).isEqualTo(404);
        assertThat(answer.getBody().path("detail").asText()).isEqualTo("Proration rule 'BY_MOON' does not exist");
    }

    private ResponseEntity<JsonNode> get(String path) {
        return as("billing")
                .get()
                .uri("/api/v1/proration-rules" + path)
                .retrieve()
                .toEntity(JsonNode.class);
    }
}
