package io.tenantry.connector.partnercenter;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.tenantry.provider.ChangeOutcome;
import io.tenantry.provider.MovedProduct;
import io.tenantry.provider.ProductOrder;
import io.tenantry.provider.ProviderRejected;
import io.tenantry.provider.QuantityOrder;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartnerCenterTransitionsTest extends PartnerCenterTest {

    private static final String TARGETS_PATH = SUBSCRIPTION_PATH + "/transitionEligibilities";
    private static final String TRANSITIONS_PATH = SUBSCRIPTION_PATH + "/transitions";

    @Test
    void movesTheWholeSubscriptionWithItsLicenses() throws Exception {
        answers(SUBSCRIPTION_PATH, recorded(200, "subscription.json"));
        answers(TARGETS_PATH, recorded(200, "transition-targets.json"));
        answers(TRANSITIONS_PATH, recorded(200, "transition-done.json"));

        var outcome = provider.changeProduct(product("CFQ7TTC0LF8R:0001"));

        var sent = requests("POST", TRANSITIONS_PATH).get(0);
        assertThat(outcome).isEqualTo(MovedProduct.to(SUBSCRIPTION));
        assertThat(json(sent.getBodyAsString()))
                .isEqualTo(
                        json(
                                """
                        {"fromCatalogItemId": "CFQ7TTC0LH18:0001:CFQ7TTC0K971",
                         "fromSubscriptionId": "a4c1340d-6911-4758-bba3-0c4c6007d161",
                         "toCatalogItemId": "CFQ7TTC0LF8R:0001:CFQ7TTC0KCSV", "quantity": 15, "termDuration": "P1Y",
                         "billingCycle": "monthly", "transitionType": "transition_with_license_transfer"}
                        """));
    }

    /** Ours says 11, the customer has bought 4 since: a transition of 11 would make a second subscription of them. */
    @Test
    void movesTheWholeSubscriptionHoweverManySeatsItHasThere() throws Exception {
        answers(SUBSCRIPTION_PATH, recorded(200, "subscription.json"));
        answers(TARGETS_PATH, recorded(200, "transition-targets.json"));
        answers(TRANSITIONS_PATH, recorded(200, "transition-done.json"));

        provider.changeProduct(product("CFQ7TTC0LF8R:0001", 11));

        var sent = json(requests("POST", TRANSITIONS_PATH).get(0).getBodyAsString());
        assertThat(sent.path("quantity").asInt()).isEqualTo(15);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({"transition-done.json, APPLIED", "transition-started.json, PENDING"})
    void tellsWhetherAMoveIsDone(String answer, ChangeOutcome outcome) {
        answers(SUBSCRIPTION_PATH, recorded(200, "subscription.json"));
        answers(TARGETS_PATH, recorded(200, "transition-targets.json"));
        answers(TRANSITIONS_PATH, recorded(200, answer));

        assertThat(provider.changeProduct(product("CFQ7TTC0LF8R:0001")))
                .extracting(MovedProduct::outcome)
                .isEqualTo(outcome);
    }

    @Test
    void takes202ForAMoveThatIsUnderWay() {
        answers(SUBSCRIPTION_PATH, recorded(200, "subscription.json"));
        answers(TARGETS_PATH, recorded(200, "transition-targets.json"));
        answers(TRANSITIONS_PATH, aResponse().withStatus(202));

        assertThat(provider.changeProduct(product("CFQ7TTC0LF8R:0001"))).isEqualTo(MovedProduct.pending());
    }

    @Test
    void rejectsAMoveThatFailed() {
        answers(SUBSCRIPTION_PATH, recorded(200, "subscription.json"));
        answers(TARGETS_PATH, recorded(200, "transition-targets.json"));
        answers(TRANSITIONS_PATH, recorded(200, "transition-failed.json"));

        assertThatExceptionOfType(ProviderRejected.class)
                .isThrownBy(() -> provider.changeProduct(product("CFQ7TTC0LF8R:0001")))
                .withMessage("The target is not available. (900236)");
    }

    @Test
    void movesNothingThatHasArrivedAlready() {
        answers(SUBSCRIPTION_PATH, recorded(200, "subscription.json"));

        assertThat(provider.changeProduct(product("CFQ7TTC0LH18:0001"))).isEqualTo(MovedProduct.to(SUBSCRIPTION));
        assertThat(requests("POST", TRANSITIONS_PATH)).isEmpty();
    }

    /** The same product for three years instead of one: no transition there, but a change of the whole subscription. */
    @Test
    void asksForALongerTermOfTheSameProductByAChangeOfTheSubscription() throws Exception {
        answers(SUBSCRIPTION_PATH, recorded(200, "subscription.json"));

        var outcome = provider.changeProduct(longer());

        var sent = json(requests("PATCH", SUBSCRIPTION_PATH).get(0).getBodyAsString());
        assertThat(sent.path("termDuration").asText()).isEqualTo("P3Y");
        assertThat(sent.path("billingCycle").asText()).isEqualTo("triennial");
        assertThat(sent.path("quantity").asInt()).isEqualTo(15);
        assertThat(requests("POST", TRANSITIONS_PATH)).isEmpty();
        assertThat(outcome).as("the answer does not show it yet").isEqualTo(MovedProduct.pending());
    }

    private static ProductOrder longer() {
        return new ProductOrder(TENANT, SUBSCRIPTION, "CFQ7TTC0LH18:0001", 15, "P3Y", "TRIENNIAL", "DE", REQUEST);
    }

    /** Accepted at 08:59, failed at 09:00: over. A failure of before we asked is that of an earlier try, and says nothing. */
    @Test
    void tellsThatAMoveWasAcceptedAndGivenUpLater() {
        var failed = text("transition-failed.json");
        answers(TRANSITIONS_PATH, history(failed));

        assertThat(provider.givenUp(product("CFQ7TTC0LF8R:0001"), Instant.parse("2026-11-22T08:59:00Z")))
                .hasValueSatisfying(refusal -> assertThat(refusal).hasMessage("The target is not available. (900236)"));
        assertThat(provider.givenUp(product("CFQ7TTC0LF8R:0001"), Instant.parse("2026-11-22T09:00:01Z")))
                .as("an earlier try")
                .isEmpty();
        assertThat(provider.givenUp(product("CFQ7TTC0LF8Z:0002"), Instant.parse("2026-11-22T08:59:00Z")))
                .as("another product")
                .isEmpty();

        var begunAnew = failed.replace("Failed", "Started").replace("09:00:00Z", "09:05:00Z");
        answers(TRANSITIONS_PATH, history(failed + "," + begunAnew));

        assertThat(provider.givenUp(product("CFQ7TTC0LF8R:0001"), Instant.parse("2026-11-22T08:59:00Z")))
                .as("the last word counts")
                .isEmpty();
    }

    private static ResponseDefinitionBuilder history(String transitions) {
        return aResponse()
                .withHeader("Content-Type", "application/json; charset=utf-8")
                .withBody("{\"totalCount\":1,\"items\":[" + transitions + "]}");
    }

    @Test
    void saysWhyAMoveIsNotAllowed() {
        answers(SUBSCRIPTION_PATH, recorded(200, "subscription.json"));
        answers(TARGETS_PATH, recorded(200, "transition-targets.json"));

        assertThatExceptionOfType(ProviderRejected.class)
                .isThrownBy(() -> provider.changeProduct(product("CFQ7TTC0LF8Z:0002")))
                .withMessageContaining("The subscription is within its cancellation window. (2)");
        assertThatExceptionOfType(ProviderRejected.class)
                .isThrownBy(() -> provider.changeProduct(product("CFQ7TTC0ABCD:0001")))
                .withMessageContaining("Partner Center offers no such move");
    }

    private static QuantityOrder quantity(int target) {
        return new QuantityOrder(TENANT, SUBSCRIPTION, 15, target, REQUEST, false);
    }

    private static ProductOrder product(String partNumber) {
        return product(partNumber, 15);
    }

    private static ProductOrder product(String partNumber, int seats) {
        return new ProductOrder(TENANT, SUBSCRIPTION, partNumber, seats, "P1Y", "MONTHLY", "DE", REQUEST);
    }

    private static ObjectNode json(String text) throws Exception {
        return (ObjectNode) new ObjectMapper()
                .enable(com.fasterxml.jackson.databind.DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .readTree(text);
    }
}
