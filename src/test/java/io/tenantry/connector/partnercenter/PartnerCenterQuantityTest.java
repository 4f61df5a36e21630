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
import io.tenantry.provider.EditedThere;
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

    /** 25 are known here, 40 are there, one more is ordered: 26 would give back 14 that somebody has bought. */
    @Test
    void leavesAloneWhatSomebodyChangedThereSinceWeLooked() {
        MICROSOFT.stubFor(get(urlEqualTo(SUBSCRIPTION_PATH))
                .willReturn(
                        aResponse().withBody(text("subscription.json").replace("\"quantity\":15", "\"quantity\":40"))));

        assertThatExceptionOfType(EditedThere.class)
                .isThrownBy(() -> provider.changeQuantity(seats(25, 26, false)))
                .withMessageContaining("holds 40 at the provider, and by our ledger 25 before this change to 26")
                .withMessageContaining("Nothing was sent.")
                .withMessageContaining("keep theirs alone (40), ours alone (26), or both (41)")
                .withMessageEndingWith("(edited-there)")
                .satisfies(edited -> assertThat(edited.held()).isEqualTo(40));
        assertThatExceptionOfType(EditedThere.class)
                .isThrownBy(() -> provider.changeQuantity(seats(25, 26, true)))
                .withMessageContaining("an earlier try, which had no answer, may be among it")
                .withMessageEndingWith("(edited-meanwhile)");
        assertThat(requests("PATCH", SUBSCRIPTION_PATH)).isEmpty();
    }

    /** 40 are known and there, 10 of them go: somebody took 35 away, and both together would leave less than none. */
    @Test
    void offersNotBothWhereNothingWouldBeLeft() {
        MICROSOFT.stubFor(get(urlEqualTo(SUBSCRIPTION_PATH))
                .willReturn(
                        aResponse().withBody(text("subscription.json").replace("\"quantity\":15", "\"quantity\":5"))));

        assertThatExceptionOfType(EditedThere.class)
                .isThrownBy(() -> provider.changeQuantity(seats(40, 30, false)))
                .withMessageContaining("keep theirs alone (5), ours alone (30) (edited-there)");
    }

    @Test
    void sendsNothingWhereTheTargetIsThereAlready() {
        MICROSOFT.stubFor(get(urlEqualTo(SUBSCRIPTION_PATH)).willReturn(recorded(200, "subscription.json")));

        assertThat(provider.changeQuantity(seats(10, 15, false))).isEqualTo(ChangeOutcome.APPLIED);
        assertThat(requests("PATCH", SUBSCRIPTION_PATH)).isEmpty();
    }

    /** Whoever cancels all of it does not lose its window because somebody has bought more. */
    @Test
    void cancelsHoweverManySeatsAreThere() throws Exception {
        MICROSOFT.stubFor(get(urlEqualTo(SUBSCRIPTION_PATH)).willReturn(recorded(200, "subscription.json")));
        MICROSOFT.stubFor(patch(urlEqualTo(SUBSCRIPTION_PATH))
                .willReturn(aResponse()
                        .withBody(
                                text("subscription.json").replace("\"status\":\"active\"", "\"status\":\"deleted\""))));

        assertThat(provider.changeQuantity(seats(10, 0, false))).isEqualTo(ChangeOutcome.APPLIED);
        assertThat(json(requests("PATCH", SUBSCRIPTION_PATH).get(0).getBodyAsString())
                        .path("status")
                        .asText())
                .isEqualTo("deleted");
    }

    /** What has ended still names its last quantity: the provider's own words say more than ours could. */
    @Test
    void leavesItToTheProviderToSayWhatHasEnded() {
        MICROSOFT.stubFor(get(urlEqualTo(SUBSCRIPTION_PATH))
                .willReturn(aResponse()
                        .withBody(
                                text("subscription.json").replace("\"status\":\"active\"", "\"status\":\"Deleted\""))));
        MICROSOFT.stubFor(patch(urlEqualTo(SUBSCRIPTION_PATH))
                .willReturn(error(400, "800091", "The subscription is not active.")));

        assertThatExceptionOfType(ProviderRejected.class)
                .isThrownBy(() -> provider.changeQuantity(seats(25, 26, false)))
                .withMessage("The subscription is not active. (800091)");
    }

    private static QuantityOrder seats(int from, int target, boolean repeated) {
        return new QuantityOrder(TENANT, SUBSCRIPTION, from, target, REQUEST, repeated);
    }

    private static QuantityOrder quantity(int target) {
        return new QuantityOrder(TENANT, SUBSCRIPTION, 15, target, REQUEST, false);
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
