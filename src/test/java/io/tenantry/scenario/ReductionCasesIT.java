package io.tenantry.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Fewer seats that were refused, so that nothing was written, and how they come about. Provisioning best practices §4. */
class ReductionCasesIT extends RemediationScenario {

    /** A product of this story's own, for its rules are changed. */
    private static final String ENTRA = "CFQ7TTC0LFLS:0002";

    @Test
    @Tells("reductionOutsideWindow")
    void aReductionScheduledForADayOutsideOfItsWindowIsMadeOnRenewal() {
        var company = onboarded(domain("qrw"));
        var number = windowed(company);
        var refused = tryChangeTo(
                number,
                20,
                Map.of(
                        "effective",
                        "ON_DATE",
                        "effectiveDate",
                        today().plusDays(30).toString()));
        assertThat(refused.getBody().path("type").asText()).endsWith("/reduction-refused");
        assertThat(scheduledOf(number)).as("no SLCL is made").isEmpty();
        moveTo(today().plusDays(8));

        ask("REDUCTION_REFUSED", number, refused.getBody().path("detail").asText());
        var found = decided(number, "OUTSIDE_WINDOW", "REDUCE_ON_RENEWAL_BY_HAND");
        assertThat(found.path("words").asText()).contains("outside of the allowed window");
        assertRefused(billing, found, "REDUCE_ON_RENEWAL_BY_HAND", Map.of("quantity", "20"));
        fix(operator, found, "REDUCE_ON_RENEWAL_BY_HAND", Map.of("quantity", "20"));

        assertReducedOnRenewal(number);
        assertClosed(found);
    }

    @Test
    @Tells("reductionOutsideWindow")
    void aReductionRefusedTodayIsMadeOnRenewal() {
        var company = onboarded(domain("qrb"));
        var number = windowed(company);
        moveTo(today().plusDays(8));
        var refused = tryChangeTo(number, 20, Map.of());
        assertThat(refused.getStatusCode().value()).isEqualTo(422);

        ask("REDUCTION_REFUSED", number, refused.getBody().path("detail").asText());
        var found = decided(number, "OUTSIDE_WINDOW", "REDUCE_ON_RENEWAL_BY_HAND");
        fix(operator, found, "REDUCE_ON_RENEWAL_BY_HAND", Map.of("quantity", "20"));

        assertReducedOnRenewal(number);
        assertThat(subscription(number).path("quantity").asInt()).isEqualTo(25);
        assertClosed(found);
    }

    @Test
    @Tells("reductionPossibleNow")
    void aReductionFromAFormThatWasReadBeforeAnotherChangeIsMadeAsItStandsNow() {
        var company = onboarded(domain("stale"));
        var number = active(company, Map.of());
        var read = as("operator")
                .get()
                .uri("/api/v1/subscriptions/" + number)
                .retrieve()
                .toEntity(JsonNode.class);
        var grown = changeTo(number, 30, Map.of());
        runJobs();
        var refused = reduceAsRead(number, read);
        assertThat(refused.getStatusCode().value()).isEqualTo(412);

        ask("REDUCTION_REFUSED", number, refused.getBody().path("detail").asText());
        var found = decided(number, "FORM_STALE", "REDUCE_NOW");
        assertThat(tryFix(operator, found, "REDUCE_NOW", Map.of("quantity", "many"))
                        .getBody()
                        .path("detail")
                        .asText())
                .contains("is no number");
        fix(operator, found, "REDUCE_NOW", Map.of("quantity", "20"));

        assertThat(provisioning(grown)).isEqualTo("PROVISIONED");
        assertThat(subscription(number).path("quantity").asInt()).isEqualTo(20);
        assertThat(outside.subscriptionsOf(company.tenant())
                        .get(0)
                        .path("quantity")
                        .asInt())
                .isEqualTo(20);
        scan();
        assertClosed(found);
    }

    private ResponseEntity<JsonNode> reduceAsRead(String number, ResponseEntity<JsonNode> read) {
        return as("operator")
                .post()
                .uri("/api/v1/subscriptions/" + number + "/changes")
                .headers(headers -> headers.setIfMatch(read.getHeaders().getETag()))
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of("kind", "QUANTITY", "quantity", 20, "reason", "Story"))
                .retrieve()
                .toEntity(JsonNode.class);
    }

    /** Twenty-five seats that may be reduced within seven days of their provisioning or renewal. */
    private String windowed(Company company) {
        rules(Map.of("quantityReductionBehavior", "ALLOWED_WITHIN_WINDOW", "quantityReductionWindow", 7));
        var number = active(company, Map.of("partNumber", ENTRA));
        rules(Map.of());
        return number;
    }

    private void rules(Map<String, ?> rules) {
        var path = "/api/v1/products/partner-center/" + ENTRA;
        var body = new HashMap<String, Object>(rules);
        body.put("active", true);
        billing.change(HttpMethod.PUT, path, path, body);
    }

    private List<JsonNode> scheduledOf(String subscription) {
        return operator.list("/api/v1/scheduled-license-changes?subscription=" + subscription);
    }

    private void assertReducedOnRenewal(String number) {
        var renewal = LocalDate.parse(subscription(number).path("nextRenewal").asText());
        assertThat(scheduledOf(number)).singleElement().satisfies(planned -> {
            assertThat(planned.path("quantityDelta").asInt()).isEqualTo(-5);
            assertThat(planned.path("effectiveDate").asText()).isEqualTo(renewal.toString());
        });
    }
}
