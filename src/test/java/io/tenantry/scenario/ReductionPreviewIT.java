package io.tenantry.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the provider takes back is shown, read live, before anything is ordered. Provisioning best practices §4. */
class ReductionPreviewIT extends TermScenario {

    /**
     * Ten seats are bought, and fifteen more five days later. On the eighth day the ten are the provider's for the term
     * (seven days, 168 hours), and the fifteen go back for four days yet: 25 can become 10, and not 9.
     */
    @Test
    void seatsAreTakenBackWithinTheSevenDaysOfTheirOwnPurchaseOnly() {
        var company = onboarded(domain("fewer"));
        var number = active(company, Map.of("quantity", 10));
        var bought = today();

        assertThat(preview(number, 1).at("/provider/objection").asText()).isEmpty();

        moveTo(bought.plusDays(5));
        changeTo(number, 25, Map.of());
        runJobs();
        moveTo(bought.plusDays(8));

        var possible = preview(number, 10);
        assertThat(possible.path("allowed").asBoolean()).isTrue();
        assertThat(possible.at("/provider/words").asText()).isEmpty();
        assertThat(possible.at("/provider/quantity").asInt()).isEqualTo(25);
        assertThat(possible.at("/provider/refundable")).hasSize(1);
        assertThat(possible.at("/provider/refundable/0/quantity").asInt()).isEqualTo(15);
        assertThat(possible.at("/provider/refundable/0/until").asText())
                .startsWith(bought.plusDays(12).toString());
        assertThat(possible.at("/provider/cancellableUntil").asText())
                .startsWith(bought.plusDays(7).toString());
        assertThat(possible.at("/provider/objection").asText()).isEmpty();

        var tooFew = preview(number, 9);
        assertThat(tooFew.at("/provider/objection").asText())
                .isEqualTo("The provider takes back 15 seats on " + today()
                        + ", not 16, and would refuse this; give 10 or more, or say the quantity of its next term");
        assertThat(page(number, 9))
                .contains("holds 25, takes back 15")
                .contains("15 until " + bought.plusDays(12))
                .contains("The provider takes back 15 seats on " + today() + ", not 16");
        assertThat(preview(number, 0).at("/provider/objection").asText())
                .startsWith("The provider lets nobody cancel all of it on " + today());
        var later = operator.get(
                "/api/v1/subscriptions/" + number + "/reduction-window?quantity=10&on=" + bought.plusDays(13));
        assertThat(later.at("/provider/objection").asText())
                .contains("takes back 0 seats", "not 15", "give 25 or more");
    }

    /** What was shown is what happens: 25 to 10 is done, 10 to 9 is refused in the provider's words. */
    @Test
    void theProviderDoesWhatThePreviewSays() {
        var company = onboarded(domain("exactly"));
        var number = active(company, Map.of("quantity", 10));
        var bought = today();
        moveTo(bought.plusDays(5));
        changeTo(number, 25, Map.of());
        runJobs();
        moveTo(bought.plusDays(8));

        var possible = changeTo(number, 10, Map.of());
        runJobs();
        var impossible = changeTo(number, 9, Map.of());
        runJobs();

        assertThat(provisioning(possible)).isEqualTo("PROVISIONED");
        assertThat(atTheProvider(company, number).path("quantity").asInt()).isEqualTo(10);
        assertThat(provisioning(impossible)).isEqualTo("FAILED_PROVISIONING");
        assertThat(change(impossible).path("providerMessage").asText()).contains("800090");

        operator.post("/api/v1/license-changes/" + impossible + "/not-applicable", Map.of("reason", "Too late"));
        var back = changeTo(number, 10, Map.of());
        runJobs();
        assertThat(provisioning(back)).isEqualTo("PROVISIONED");
    }

    /** A provider that is silent keeps nobody from seeing our own windows. */
    @Test
    void ourOwnWindowsAreShownThoughTheProviderIsSilent() {
        var company = onboarded(domain("silent"));
        var number = active(company, Map.of("quantity", 10));
        var fault = outside.fault(
                "GET",
                "/v1/customers/" + company.tenant() + "/subscriptions/*",
                Map.of("kind", "STATUS", "status", 503));
        try {
            var shown = preview(number, 5);

            assertThat(shown.at("/provider/words").asText()).startsWith("The provider could not be asked");
            assertThat(shown.at("/windows/0/subscriptionNumber").asText()).isEqualTo(number);
            assertThat(shown.path("allowed").asBoolean()).isTrue();
        } finally {
            outside.endOf(fault);
        }
    }

    /** What a person sees before the order. */
    private String page(String number, int quantity) {
        return as("operator")
                .get()
                .uri("/subscriptions/" + number + "?quantity=" + quantity)
                .retrieve()
                .body(String.class);
    }

    private JsonNode preview(String number, int quantity) {
        return operator.get("/api/v1/subscriptions/" + number + "/reduction-window?quantity=" + quantity);
    }
}
