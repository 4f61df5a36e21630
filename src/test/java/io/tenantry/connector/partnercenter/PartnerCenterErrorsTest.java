package io.tenantry.connector.partnercenter;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.patch;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.http.Fault;
import io.tenantry.provider.ProviderRejected;
import io.tenantry.provider.ProviderUnavailable;
import io.tenantry.provider.QuantityOrder;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PartnerCenterErrorsTest extends PartnerCenterTest {

    @Test
    void doesNotTakeAProxys404ForAMissingSubscription() {
        answers(SUBSCRIPTION_PATH, aResponse().withStatus(404).withBody("<html>404 Not Found</html>"));

        assertThatExceptionOfType(ProviderUnavailable.class)
                .isThrownBy(() -> provider.subscription(TENANT, SUBSCRIPTION))
                .withMessageContaining("check base-url");
    }

    @Test
    void doesNotWaitForeverForAnAnswerThatStallsHalfWay() {
        var impatient = provider(Map.of("read-timeout", "500ms"));
        answers(SUBSCRIPTION_PATH, recorded(200, "subscription.json").withChunkedDribbleDelay(20, 20_000));

        assertThatExceptionOfType(ProviderUnavailable.class)
                .isThrownBy(() -> impatient.subscription(TENANT, SUBSCRIPTION))
                .withMessageContaining("no complete answer within 500 ms");
    }

    @ParameterizedTest(name = "HTTP {0} with code {1} is {2}")
    @CsvSource(
            textBlock =
                    """
            400, 2001,   ProviderRejected
            400, 2002,   ProviderRejected
            400, 2011,   ProviderRejected
            400, 800017, ProviderRejected
            400, 800063, ProviderRejected
            400, 800067, ProviderRejected
            400, 800090, ProviderRejected
            400, 800091, ProviderRejected
            400, 900117, ProviderRejected
            400, 900257, ProviderRejected
            403, 13605,  ProviderRejected
            403, 20002,  ProviderRejected
            403, 800073, ProviderRejected
            404, 60003,  ProviderRejected
            409, 800060, ProviderUnavailable
            409, 800064, ProviderUnavailable
            409, 800082, ProviderUnavailable
            409, 900278, ProviderUnavailable
            401, 900420, ProviderUnavailable
            403, 900329, ProviderUnavailable
            408, 1,      ProviderUnavailable
            500, 1,      ProviderUnavailable
            502, 1,      ProviderUnavailable
            503, 1,      ProviderUnavailable
            504, 1,      ProviderUnavailable
            302, 1,      ProviderUnavailable
            418, '',     ProviderUnavailable
            """)
    void sortsEachAnswerOfTheManual(int status, String code, String lane) {
        answers(SUBSCRIPTION_PATH, error(status, code, "As the manual says."));

        var thrown = org.assertj.core.api.Assertions.catchThrowable(() -> provider.changeQuantity(quantity(20)));

        assertThat(Stream.of(ProviderRejected.class, ProviderUnavailable.class)
                        .filter(type -> type.isInstance(thrown))
                        .map(Class::getSimpleName))
                .containsExactly(lane);
        assertThat(thrown).hasMessageContaining("As the manual says.").hasMessageContaining(code);
        assertThat(requests("GET", SUBSCRIPTION_PATH)).hasSize(1);
    }

    @Test
    void understandsTheOddBodyOf429() {
        answers(SUBSCRIPTION_PATH, recorded(429, "throttled.json").withHeader("Retry-After", "57"));

        assertThatExceptionOfType(ProviderUnavailable.class)
                .isThrownBy(() -> provider.subscription(TENANT, SUBSCRIPTION))
                .withMessageContaining("HTTP 429: Rate limit is exceeded. Try again in 57 seconds. (Retry-After: 57)");
        assertThat(requests("GET", SUBSCRIPTION_PATH)).hasSize(1);
    }

    @Test
    void doesNotTakeHalfARefusalForARefusal() {
        answers(SUBSCRIPTION_PATH, aResponse().withStatus(400).withBody("{\"code\":800090,\"descr"));

        assertThatExceptionOfType(ProviderUnavailable.class).isThrownBy(() -> provider.changeQuantity(quantity(20)));
    }

    @Test
    void doesNotTakeHalfASubscriptionForAWholeOne() {
        answers(
                SUBSCRIPTION_PATH,
                aResponse().withStatus(200).withBody(text("subscription.json").substring(0, 300)));

        assertThatExceptionOfType(ProviderUnavailable.class).isThrownBy(() -> provider.changeQuantity(quantity(20)));
        assertThat(requests("PATCH", SUBSCRIPTION_PATH)).isEmpty();
    }

    @Test
    void doesNotTakeAnHtmlPageForAnAnswer() {
        answers(SUBSCRIPTION_PATH, aResponse().withStatus(200).withBody("<html>Welcome to the hotel's WLAN</html>"));

        assertThatExceptionOfType(ProviderUnavailable.class)
                .isThrownBy(() -> provider.subscription(TENANT, SUBSCRIPTION));
    }

    @Test
    void doesNotTakeAnEmptyAnswerForASubscription() {
        answers(SUBSCRIPTION_PATH, aResponse().withStatus(200));

        assertThatExceptionOfType(ProviderUnavailable.class)
                .isThrownBy(() -> provider.subscription(TENANT, SUBSCRIPTION));
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void takesABrokenConnectionForAnUnknownOutcome(Fault fault) {
        MICROSOFT.stubFor(get(urlEqualTo(SUBSCRIPTION_PATH)).willReturn(recorded(200, "subscription.json")));
        MICROSOFT.stubFor(
                patch(urlEqualTo(SUBSCRIPTION_PATH)).willReturn(aResponse().withFault(fault)));

        assertThatExceptionOfType(ProviderUnavailable.class)
                .isThrownBy(() -> provider.changeQuantity(quantity(20)))
                .withMessageContaining("the act may have happened");
        assertThat(requests("PATCH", SUBSCRIPTION_PATH)).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void followsNoRedirect() {
        answers(
                SUBSCRIPTION_PATH,
                aResponse().withStatus(307).withHeader("Location", MICROSOFT.baseUrl() + "/v1/elsewhere"));

        assertThatExceptionOfType(ProviderUnavailable.class)
                .isThrownBy(() -> provider.subscription(TENANT, SUBSCRIPTION));
        assertThat(requests("GET", "/v1/elsewhere")).isEmpty();
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
