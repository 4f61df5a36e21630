package io.tenantry.connector.partnercenter;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.patch;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import io.tenantry.provider.AgreementAcceptance;
import io.tenantry.provider.ChangeOutcome;
import io.tenantry.provider.CustomTermEnd;
import io.tenantry.provider.NextTerm;
import io.tenantry.provider.ProviderRejected;
import io.tenantry.provider.ProviderUnavailable;
import io.tenantry.provider.QuantityOrder;
import io.tenantry.provider.Standing;
import io.tenantry.provider.TermOrder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a subscription's life brings beside its seats; the rest of it goes back as it came. */
class PartnerCenterTermTest extends PartnerCenterTest {

    private static final String ETAG = "\"eyJpZCI6ImE0YzEzNDBkIn0=\"";
    private static final String CUSTOMER_PATH = "/v1/customers/" + TENANT;

    @Test
    void suspendsAndSendsAllElseBackAsItWas() throws Exception {
        MICROSOFT.stubFor(get(urlEqualTo(SUBSCRIPTION_PATH)).willReturn(recorded(200, "subscription.json")));
        MICROSOFT.stubFor(patch(urlEqualTo(SUBSCRIPTION_PATH)).willReturn(with("status", "suspended")));

        var outcome = provider.changeTerm(order(null, Standing.SUSPENDED, null));

        var sent = requests("PATCH", SUBSCRIPTION_PATH).get(0);
        assertThat(outcome).isEqualTo(ChangeOutcome.APPLIED);
        assertThat(json(sent.getBodyAsString()))
                .isEqualTo(json(text("subscription.json")).put("status", "suspended"));
        assertThat(sent.getHeader("If-Match")).isEqualTo(ETAG);
    }

    @Test
    void reactivatesWithoutAnEtagForTheManualShowsNone() {
        MICROSOFT.stubFor(get(urlEqualTo(SUBSCRIPTION_PATH)).willReturn(with("status", "suspended")));
        MICROSOFT.stubFor(patch(urlEqualTo(SUBSCRIPTION_PATH)).willReturn(recorded(200, "subscription.json")));

        var outcome = provider.changeTerm(order(null, Standing.ACTIVE, null));

        var sent = requests("PATCH", SUBSCRIPTION_PATH).get(0);
        assertThat(outcome).isEqualTo(ChangeOutcome.APPLIED);
        assertThat(sent.containsHeader("If-Match")).isFalse();
        assertThat(sent.getHeader("MS-RequestId")).isEqualTo(REQUEST);
    }

    @Test
    void switchesAutoRenewalOnceOnly() {
        answers(SUBSCRIPTION_PATH, recorded(200, "subscription.json"));

        assertThat(provider.changeTerm(order(true, null, null))).isEqualTo(ChangeOutcome.APPLIED);
        assertThat(requests("PATCH", SUBSCRIPTION_PATH)).isEmpty();
    }

    @Test
    void schedulesTheNextTermTogetherWithAutoRenewal() throws Exception {
        MICROSOFT.stubFor(get(urlEqualTo(SUBSCRIPTION_PATH)).willReturn(with("autoRenewEnabled", "false")));
        answers(
                CUSTOMER_PATH,
                aResponse().withBody("{\"id\":\"x\",\"billingProfile\":{\"defaultAddress\":{\"country\":\"DE\"}}}"));
        answers("/v1/products/CFQ7TTC0LH18/skus/0001/availabilities", recorded(200, "availabilities.json"));
        MICROSOFT.stubFor(
                patch(urlEqualTo(SUBSCRIPTION_PATH)).willReturn(aResponse().withStatus(202)));
        var next = new NextTerm("CFQ7TTC0LH18:0001", 9, "P1Y", "MONTHLY", LocalDate.parse("2026-12-31"));

        var outcome = provider.changeTerm(order(null, null, next));

        var sent = json(requests("PATCH", SUBSCRIPTION_PATH).get(0).getBodyAsString());
        assertThat(outcome).isEqualTo(ChangeOutcome.PENDING);
        assertThat(sent.path("autoRenewEnabled").asBoolean()).isTrue();
        assertThat(sent.path("scheduledNextTermInstructions"))
                .isEqualTo(
                        json(
                                """
                        {"product": {"productId": "CFQ7TTC0LH18", "skuId": "0001", "availabilityId": "CFQ7TTC0YEARM",
                          "billingCycle": "monthly", "termDuration": "P1Y"},
                         "quantity": 9, "customTermEndDate": "2026-12-31T00:00:00Z"}
                        """));
    }

    @Test
    void takesAScheduleBack() throws Exception {
        MICROSOFT.stubFor(get(urlEqualTo(SUBSCRIPTION_PATH)).willReturn(recorded(200, "subscription.json")));
        MICROSOFT.stubFor(patch(urlEqualTo(SUBSCRIPTION_PATH)).willReturn(recorded(200, "subscription.json")));

        var outcome = provider.changeTerm(order(null, null, NextTerm.AS_NOW));

        var sent = json(requests("PATCH", SUBSCRIPTION_PATH).get(0).getBodyAsString());
        assertThat(sent.has("scheduledNextTermInstructions")).isFalse();
        assertThat(sent.path("autoRenewEnabled").asBoolean()).isTrue();
        assertThat(outcome).as("the answer still shows the schedule").isEqualTo(ChangeOutcome.PENDING);
    }

    @Test
    void readsOnceMoreWhenSomebodyWasQuicker() {
        MICROSOFT.stubFor(get(urlEqualTo(SUBSCRIPTION_PATH)).willReturn(recorded(200, "subscription.json")));
        MICROSOFT.stubFor(patch(urlEqualTo(SUBSCRIPTION_PATH))
                .inScenario("etag")
                .whenScenarioStateIs(Scenario.STARTED)
                .willSetStateTo("read anew")
                .willReturn(error(400, "2055", "The etag is stale.")));
        MICROSOFT.stubFor(patch(urlEqualTo(SUBSCRIPTION_PATH))
                .inScenario("etag")
                .whenScenarioStateIs("read anew")
                .willReturn(with("status", "suspended")));

        assertThat(provider.changeTerm(order(null, Standing.SUSPENDED, null))).isEqualTo(ChangeOutcome.APPLIED);
        assertThat(requests("GET", SUBSCRIPTION_PATH)).hasSize(2);
        assertThat(requests("PATCH", SUBSCRIPTION_PATH)).hasSize(2);
    }

    @Test
    void givesUpForNowWhenSomebodyIsAlwaysQuicker() {
        MICROSOFT.stubFor(get(urlEqualTo(SUBSCRIPTION_PATH)).willReturn(recorded(200, "subscription.json")));
        MICROSOFT.stubFor(patch(urlEqualTo(SUBSCRIPTION_PATH)).willReturn(error(400, "2055", "The etag is stale.")));

        assertThatExceptionOfType(ProviderUnavailable.class)
                .isThrownBy(() -> provider.changeTerm(order(null, Standing.SUSPENDED, null)))
                .withMessageContaining("the next attempt reads it again");
        assertThat(requests("PATCH", SUBSCRIPTION_PATH)).hasSize(2);
    }

    @Test
    void looksUpWhatAnAnswerDoesNotShow() {
        MICROSOFT.stubFor(get(urlEqualTo(SUBSCRIPTION_PATH)).willReturn(recorded(200, "subscription.json")));
        for (var answer : List.of("{}", "{\"id\":\"" + SUBSCRIPTION + "\"}", text("subscription.json"))) {
            MICROSOFT.stubFor(
                    patch(urlEqualTo(SUBSCRIPTION_PATH)).willReturn(aResponse().withBody(answer)));

            assertThat(provider.changeQuantity(quantity(20))).isEqualTo(ChangeOutcome.PENDING);
        }
    }

    @Test
    void neverTakesHalfAnAnswerForSuccess() {
        MICROSOFT.stubFor(get(urlEqualTo(SUBSCRIPTION_PATH)).willReturn(recorded(200, "subscription.json")));
        for (var answer : List.of("", "{\"id\":\"" + SUBSCRIPTION + "\",\"quanti", "<html>OK</html>")) {
            MICROSOFT.stubFor(
                    patch(urlEqualTo(SUBSCRIPTION_PATH)).willReturn(aResponse().withBody(answer)));

            assertThatExceptionOfType(ProviderUnavailable.class)
                    .isThrownBy(() -> provider.changeQuantity(quantity(20)));
        }
    }

    @Test
    void sendsNothingBackThatIsNotWhole() {
        for (var half : List.of("{\"id\":\"" + SUBSCRIPTION + "\",\"status\":\"active\"}", "{\"quantity\":5}")) {
            answers(SUBSCRIPTION_PATH, aResponse().withBody(half));

            assertThatExceptionOfType(ProviderUnavailable.class)
                    .isThrownBy(() -> provider.changeQuantity(quantity(20)))
                    .withMessageContaining("nothing was changed");
        }
        assertThat(requests("PATCH", SUBSCRIPTION_PATH)).isEmpty();
    }

    @Test
    void doesNotReadAMissingQuantityAsNoSeats() {
        var without = text("subscription.json").replace("\"quantity\":15,", "");
        answers("/v1/customers/" + TENANT + "/subscriptions", aResponse().withBody("{\"items\":[" + without + "]}"));

        assertThatExceptionOfType(ProviderUnavailable.class).isThrownBy(() -> provider.subscriptions(TENANT));
    }

    @Test
    void keepsAStatusThatItDoesNotKnow() {
        answers(SUBSCRIPTION_PATH, with("status", "Quarantined"));

        assertThat(provider.subscription(TENANT, SUBSCRIPTION).orElseThrow().status())
                .isEqualTo("quarantined");
    }

    @Test
    void doesNotTakeAnUnknownTenantForAMissingSubscription() {
        answers(SUBSCRIPTION_PATH, error(404, "60003", "The customer tenant was not found."));

        assertThatExceptionOfType(ProviderRejected.class)
                .isThrownBy(() -> provider.subscription(TENANT, SUBSCRIPTION))
                .withMessageContaining("60003");
    }

    @Test
    void saysThatASubscriptionHasVanishedUnlessThatIsWhatWasOrdered() {
        answers(SUBSCRIPTION_PATH, recorded(404, "error-subscription-missing.json"));

        assertThatExceptionOfType(ProviderRejected.class)
                .isThrownBy(() -> provider.changeQuantity(quantity(5)))
                .withMessage("The subscription was not found. (20003)");
        assertThat(provider.changeQuantity(quantity(0))).isEqualTo(ChangeOutcome.APPLIED);
    }

    @Test
    void tellsWhoAcceptedTheAgreementAndWhen() {
        answers(
                CUSTOMER_PATH + "/agreements",
                aResponse()
                        .withBody(
                                """
                        {"totalCount":1,"items":[{"primaryContact":{"firstName":"Tania","lastName":"Carr",
                          "email":"tania@contoso.example","phoneNumber":"1234567890"},"dateAgreed":"2026-08-06T00:00:00",
                          "templateId":"117a77b0-9360-443b-8795-c6dedc750cf9","type":"MicrosoftCustomerAgreement"}]}
                        """));

        assertThat(provider.agreement(TENANT))
                .contains(new AgreementAcceptance(LocalDate.parse("2026-08-06"), "Tania Carr tania@contoso.example"));
        assertThat(requests("GET", CUSTOMER_PATH + "/agreements").get(0).getUrl())
                .endsWith("?agreementType=MicrosoftCustomerAgreement");
    }

    @Test
    void asksTheCustomersOwnSignatureWhereThePartnerConfirmedNothing() {
        var direct = CUSTOMER_PATH + "/directSignedMicrosoftCustomerAgreementStatus";
        answers(CUSTOMER_PATH + "/agreements", aResponse().withBody("{\"totalCount\":0,\"items\":[]}"));
        answers(direct, aResponse().withBody("{\"isSigned\":true}"));
        assertThat(provider.agreement(TENANT)).contains(new AgreementAcceptance(null, "the customer itself"));

        answers(direct, aResponse().withBody("{\"isSigned\":false}"));
        assertThat(provider.agreement(TENANT)).isEmpty();

        answers(direct, aResponse().withBody("{}"));
        assertThatExceptionOfType(ProviderUnavailable.class).isThrownBy(() -> provider.agreement(TENANT));
    }

    @Test
    void listsTheDaysOnWhichATermMayEnd() {
        answers(
                CUSTOMER_PATH + "/subscriptions/customTermEndDates",
                aResponse()
                        .withBody(
                                """
                        {"items":[{"allowedCustomTermEndDateType":"calendarMonthAligned",
                          "allowedCustomTermEndDate":"2026-11-30T00:00:00"},
                         {"allowedCustomTermEndDateType":"subscriptionAligned","cotermSubscriptionIds":["s1"],
                          "allowedCustomTermEndDate":"2027-03-10T00:00:00"}]}
                        """));

        assertThat(provider.customTermEnds(TENANT, "P1Y"))
                .containsExactly(
                        new CustomTermEnd(LocalDate.parse("2026-11-30"), List.of()),
                        new CustomTermEnd(LocalDate.parse("2027-03-10"), List.of("s1")));
    }

    private static TermOrder order(Boolean autoRenew, Standing standing, NextTerm next) {
        return new TermOrder(TENANT, SUBSCRIPTION, autoRenew, standing, next, REQUEST);
    }

    private static ResponseDefinitionBuilder with(String field, String value) {
        var whole = json(text("subscription.json"));
        if (value.equals("false")) {
            whole.put(field, false);
        } else {
            whole.put(field, value);
        }
        return aResponse().withBody(whole.toString());
    }

    private static ResponseDefinitionBuilder error(int status, String code, String words) {
        return aResponse()
                .withStatus(status)
                .withBody("{\"code\":\"" + code + "\",\"description\":\"" + words + "\",\"source\":\"PartnerFD\"}");
    }

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) new ObjectMapper()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .readTree(text);
        } catch (IOException notJson) {
            throw new UncheckedIOException(notJson);
        }
    }

    private static QuantityOrder quantity(int target) {
        return new QuantityOrder(TENANT, SUBSCRIPTION, 15, target, REQUEST, false);
    }
}
