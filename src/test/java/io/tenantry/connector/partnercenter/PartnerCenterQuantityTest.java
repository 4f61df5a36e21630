package io.tenantry.connector.partnercenter;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.patch;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenantry.provider.ChangeOutcome;
import io.tenantry.provider.ProviderRejected;
import io.tenantry.provider.ProviderUnavailable;
import io.tenantry.provider.QuantityOrder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PartnerCenterQuantityTest extends PartnerCenterTest {

    @Test
    void changesTheQuantityAndSendsAllElseBackAsItWas() throws Exception {
        MICROSOFT.stubFor(get(urlEqualTo(SUBSCRIPTION_PATH)).willReturn(recorded(200, "subscription.json")));
        MICROSOFT.stubFor(patch(urlEqualTo(SUBSCRIPTION_PATH))
                .willReturn(
                        aResponse().withBody(text("subscription.json").replace("\"quantity\":15", "\"quantity\":12"))));

        var outcome = provider.changeQuantity(quantity(12));

        var sent = requests("PATCH", SUBSCRIPTION_PATH).get(0);
        var expected = json(text("subscription.json")).put("quantity", 12);
        assertThat(outcome).isEqualTo(ChangeOutcome.APPLIED);
        assertThat(json(sent.getBodyAsString())).isEqualTo(expected);
        assertThat(sent.getBodyAsString()).contains("\"rate\":1.10").contains("scheduledNextTermInstructions");
        assertThat(sent.getHeader("MS-RequestId")).isEqualTo(REQUEST);
        assertThat(sent.getHeader("MS-CorrelationId"))
                .isNotEqualTo(requests("GET", SUBSCRIPTION_PATH).get(0).getHeader("MS-CorrelationId"));
    }

    @Test
    void takes202ForAcceptedAndUnderWay() {
        MICROSOFT.stubFor(get(urlEqualTo(SUBSCRIPTION_PATH)).willReturn(recorded(200, "subscription.json")));
        MICROSOFT.stubFor(patch(urlEqualTo(SUBSCRIPTION_PATH))
                .willReturn(aResponse()
                        .withStatus(202)
                        .withHeader("Location", "/customers/" + TENANT + "/subscriptions/" + SUBSCRIPTION)));

        assertThat(provider.changeQuantity(quantity(20))).isEqualTo(ChangeOutcome.PENDING);
        assertThat(provider.subscription(TENANT, SUBSCRIPTION).orElseThrow().quantity())
                .isEqualTo(15);
    }

    @Test
    void repeatsAChangeThatTimedOutBeforeItWasMadeWithTheSameRequestId() {
        var impatient = provider(Map.of("read-timeout", "300ms"));
        MICROSOFT.stubFor(get(urlEqualTo(SUBSCRIPTION_PATH)).willReturn(recorded(200, "subscription.json")));
        MICROSOFT.stubFor(patch(urlEqualTo(SUBSCRIPTION_PATH))
                .willReturn(recorded(200, "subscription.json").withFixedDelay(2_000)));

        assertThatExceptionOfType(ProviderUnavailable.class)
                .isThrownBy(() -> impatient.changeQuantity(quantity(20)))
                .withMessageContaining("no complete answer within 300 ms");
        MICROSOFT.stubFor(patch(urlEqualTo(SUBSCRIPTION_PATH)).willReturn(recorded(200, "subscription.json")));
        impatient.changeQuantity(quantity(20));

        assertThat(requests("PATCH", SUBSCRIPTION_PATH)).hasSize(2).allSatisfy(request -> assertThat(
                        request.getHeader("MS-RequestId"))
                .isEqualTo(REQUEST));
    }

    @Test
    void findsAChangeThatWasMadeAlthoughItsAnswerNeverCame() {
        var impatient = provider(Map.of("read-timeout", "300ms"));
        MICROSOFT.stubFor(get(urlEqualTo(SUBSCRIPTION_PATH)).willReturn(recorded(200, "subscription.json")));
        MICROSOFT.stubFor(patch(urlEqualTo(SUBSCRIPTION_PATH))
                .willReturn(recorded(200, "subscription.json").withFixedDelay(2_000)));

        assertThatExceptionOfType(ProviderUnavailable.class).isThrownBy(() -> impatient.changeQuantity(quantity(20)));
        MICROSOFT.stubFor(get(urlEqualTo(SUBSCRIPTION_PATH))
                .willReturn(
                        aResponse().withBody(text("subscription.json").replace("\"quantity\":15", "\"quantity\":20"))));
        var outcome = impatient.changeQuantity(quantity(20));

        assertThat(outcome).isEqualTo(ChangeOutcome.APPLIED);
        assertThat(requests("PATCH", SUBSCRIPTION_PATH)).hasSize(1);
    }

    @Test
    void keepsTheProvidersWordsOfARefusalWithANumber() {
        MICROSOFT.stubFor(get(urlEqualTo(SUBSCRIPTION_PATH)).willReturn(recorded(200, "subscription.json")));
        MICROSOFT.stubFor(patch(urlEqualTo(SUBSCRIPTION_PATH)).willReturn(recorded(400, "error-number.json")));

        assertThatExceptionOfType(ProviderRejected.class)
                .isThrownBy(() -> provider.changeQuantity(quantity(3)))
                .withMessage("Subscription quantity cannot be decreased. (800090)")
                .satisfies(rejected -> assertThat(rejected.code()).isEqualTo("800090"));
        assertThat(requests("PATCH", SUBSCRIPTION_PATH)).hasSize(1);
    }

    @Test
    void keepsTheProvidersWordsOfARefusalWithAText() {
        MICROSOFT.stubFor(get(urlEqualTo(SUBSCRIPTION_PATH)).willReturn(recorded(200, "subscription.json")));
        MICROSOFT.stubFor(patch(urlEqualTo(SUBSCRIPTION_PATH)).willReturn(recorded(400, "error-text.json")));

        assertThatExceptionOfType(ProviderRejected.class)
                .isThrownBy(() -> provider.changeQuantity(quantity(900_000)))
                .withMessage("The quantity is out of the allowed range. (2002)");
    }

    @Test
    void cancelsTheSubscriptionThatKeepsNoSeat() throws Exception {
        MICROSOFT.stubFor(get(urlEqualTo(SUBSCRIPTION_PATH)).willReturn(recorded(200, "subscription.json")));
        MICROSOFT.stubFor(patch(urlEqualTo(SUBSCRIPTION_PATH))
                .willReturn(aResponse()
                        .withBody(
                                text("subscription.json").replace("\"status\":\"active\"", "\"status\":\"deleted\""))));

        var outcome = provider.changeQuantity(quantity(0));

        var sent = requests("PATCH", SUBSCRIPTION_PATH).get(0);
        assertThat(outcome).isEqualTo(ChangeOutcome.APPLIED);
        assertThat(json(sent.getBodyAsString()))
                .isEqualTo(json(text("subscription.json")).put("status", "deleted"));
        assertThat(sent.getHeader("If-Match")).isEqualTo("\"eyJpZCI6ImE0YzEzNDBkIn0=\"");
    }

    @Test
    void cancelsNothingTwice() {
        MICROSOFT.stubFor(get(urlEqualTo(SUBSCRIPTION_PATH))
                .willReturn(aResponse()
                        .withBody(
                                text("subscription.json").replace("\"status\":\"active\"", "\"status\":\"deleted\""))));

        assertThat(provider.changeQuantity(quantity(0))).isEqualTo(ChangeOutcome.APPLIED);
        assertThat(requests("PATCH", SUBSCRIPTION_PATH)).isEmpty();
    }

    @Test
    void keepsTheProvidersWordsOfACancellationThatIsTooLate() {
        MICROSOFT.stubFor(get(urlEqualTo(SUBSCRIPTION_PATH)).willReturn(recorded(200, "subscription.json")));
        for (var code : List.of("900117", "900213")) {
            MICROSOFT.stubFor(patch(urlEqualTo(SUBSCRIPTION_PATH))
                    .willReturn(error(400, code, "The cancellation window is over.")));

            assertThatExceptionOfType(ProviderRejected.class)
                    .isThrownBy(() -> provider.changeQuantity(quantity(0)))
                    .withMessage("The cancellation window is over. (" + code + ")");
        }
    }

    private static QuantityOrder quantity(int target) {
        return new QuantityOrder(TENANT, SUBSCRIPTION, target, REQUEST);
    }

    private static com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder error(
            int status, String code, String words) {
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/json")
                .withBody("{\"code\":\"" + code + "\",\"description\":\"" + words + "\",\"source\":\"PartnerFD\"}");
    }

    private static ObjectNode json(String text) throws Exception {
        return (ObjectNode) new ObjectMapper()
                .enable(com.fasterxml.jackson.databind.DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .readTree(text);
    }
}
