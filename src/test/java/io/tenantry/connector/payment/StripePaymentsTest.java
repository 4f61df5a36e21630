package io.tenantry.connector.payment;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.tenantry.connector.Environment;
import io.tenantry.connector.Settings;
import io.tenantry.postinvoice.ChargeDeclined;
import io.tenantry.postinvoice.PaymentGateway;
import io.tenantry.postinvoice.PaymentGateway.Order;
import io.tenantry.postinvoice.PaymentGateway.Receipt;
import io.tenantry.postinvoice.SystemUnavailable;
import io.tenantry.shared.Money;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class StripePaymentsTest {

    private static final String INTENTS = "/v1/payment_intents";
    private static final String NEWEST = "/v1/payment_intents?customer=cus_1&limit=100";

    @RegisterExtension
    static final WireMockExtension STRIPE = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort().http2PlainDisabled(true))
            .build();

    private PaymentGateway gateway;

    @BeforeEach
    void connect() {
        gateway = gateway(Environment.SANDBOX, Map.of("base-url", STRIPE.baseUrl(), "read-timeout", "3s"));
        newest(text("none.json"));
    }

    @Test
    void chargesTheStoredCardWithoutTheCustomer() {
        answers(200, text("succeeded.json"));

        var receipt = gateway.charge(order("305.81", "EUR"));

        var request = posted().get(0);
        assertThat(receipt).isEqualTo(new Receipt("pi_1"));
        assertThat(request.getBodyAsString().split("&"))
                .containsExactlyInAnyOrder(
                        "amount=30581",
                        "currency=eur",
                        "customer=cus_1",
                        "payment_method=pm_1",
                        "off_session=true",
                        "confirm=true",
                        "metadata%5Binvoice%5D=INV-000001",
                        "metadata%5Battempt%5D=charge-INV-000001-1");
        assertThat(request.getHeader("Content-Type")).isEqualTo("application/x-www-form-urlencoded");
        assertThat(request.getHeader("Idempotency-Key")).isEqualTo("charge-INV-000001-1");
        assertThat(request.getHeader("Authorization")).isEqualTo("Bearer sk_test_sandbox");
        assertThat(request.getHeader("Stripe-Version")).isEqualTo("2026-07-29.dahlia");
    }

    @Test
    void keepsTheBanksReasonOfADecline() {
        answers(402, text("declined.json"));

        assertThatExceptionOfType(ChargeDeclined.class)
                .isThrownBy(() -> gateway.charge(order("10.00", "EUR")))
                .withMessage("The payment was declined: Your card has insufficient funds. (card_declined,"
                        + " insufficient_funds)")
                .satisfies(declined -> assertThat(declined.code()).isEqualTo("insufficient_funds"));
        assertThat(posted()).hasSize(1);
    }

    @Test
    void asksForTheCustomerWhereTheBankDoes() {
        answers(402, text("authentication-required.json"));

        assertThatExceptionOfType(ChargeDeclined.class)
                .isThrownBy(() -> gateway.charge(order("10.00", "EUR")))
                .withMessageContaining("ask them to pay this invoice on-session")
                .satisfies(declined -> assertThat(declined.code()).isEqualTo("authentication_required"));
    }

    @ParameterizedTest(name = "HTTP {0} {1} is {2}")
    @CsvSource({
        "400, resource_missing,       ChargeDeclined",
        "404, resource_missing,       ChargeDeclined",
        "402, expired_card,           ChargeDeclined",
        "409, idempotency_key_in_use, SystemUnavailable",
        "400, lock_timeout,           SystemUnavailable",
        "429, rate_limit,             SystemUnavailable",
        "401, invalid_api_key,        SystemUnavailable",
        "500, api_error,              SystemUnavailable",
        "503, api_error,              SystemUnavailable"
    })
    void sortsErrorsByTheirCode(int status, String code, String kind) {
        answers(status, "{\"error\":{\"type\":\"x\",\"code\":\"" + code + "\",\"message\":\"words\"}}");

        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> gateway.charge(order("10.00", "EUR"))))
                .hasMessageContaining("words")
                .extracting(failure -> failure.getClass().getSimpleName())
                .isEqualTo(kind);
        assertThat(posted()).hasSize(1);
    }

    @Test
    void neverTakesAReusedKeyForADecline() {
        answers(400, "{\"error\":{\"type\":\"idempotency_error\",\"message\":\"Keys for idempotent requests\"}}");

        assertThatExceptionOfType(SystemUnavailable.class)
                .isThrownBy(() -> gateway.charge(order("10.00", "EUR")))
                .withMessageContaining("look it up at Stripe");
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({"402, ''", "402, '{\"err'", "400, <html>", "200, ''", "200, '{}'", "200, <html>", "302, ''"})
    void takesABrokenAnswerForAnUnknownOutcome(int status, String body) {
        answers(status, body);

        assertThatExceptionOfType(SystemUnavailable.class).isThrownBy(() -> gateway.charge(order("10.00", "EUR")));
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void takesABrokenConnectionForAnUnknownOutcome(Fault fault) {
        STRIPE.stubFor(post(INTENTS).willReturn(aResponse().withFault(fault)));

        assertThatExceptionOfType(SystemUnavailable.class).isThrownBy(() -> gateway.charge(order("10.00", "EUR")));
    }

    @Test
    void takesSilenceForAnUnknownOutcome() {
        STRIPE.stubFor(post(INTENTS)
                .willReturn(aResponse().withBody(text("succeeded.json")).withFixedDelay(3_000)));

        assertThatExceptionOfType(SystemUnavailable.class).isThrownBy(() -> gateway.charge(order("10.00", "EUR")));
        assertThat(posted()).hasSize(1);
    }

    @Test
    void findsAnAttemptWhoseKeyStripeHasForgotten() {
        newest("{\"data\":[" + text("succeeded.json").replace("-1\"}", "-2\"}") + "," + text("succeeded.json") + "]}");

        var receipt = gateway.charge(order("305.81", "EUR"));

        assertThat(receipt).isEqualTo(new Receipt("pi_1"));
        assertThat(posted()).isEmpty();
    }

    @Test
    void chargesNothingWhileItCannotLook() {
        STRIPE.stubFor(get(urlEqualTo(NEWEST)).willReturn(aResponse().withStatus(500)));

        assertThatExceptionOfType(SystemUnavailable.class).isThrownBy(() -> gateway.charge(order("10.00", "EUR")));
        assertThat(posted()).isEmpty();
    }

    @Test
    void waitsForABankThatIsStillProcessing() {
        answers(200, intent("processing"));

        assertThatExceptionOfType(SystemUnavailable.class)
                .isThrownBy(() -> gateway.charge(order("10.00", "EUR")))
                .withMessageContaining("still processing at the bank");
    }

    @Test
    void seesLaterWhatTheBankSaid() {
        newest("{\"data\":["
                + intent("requires_payment_method")
                        .replace(
                                "null",
                                "{\"type\":\"invalid_request_error\",\"code\":\"payment_intent_payment_attempt_failed\","
                                        + "\"message\":\"The debit was returned.\"}")
                + "]}");

        assertThatExceptionOfType(ChargeDeclined.class)
                .isThrownBy(() -> gateway.charge(order("10.00", "EUR")))
                .withMessageContaining("The debit was returned.");
        assertThat(posted()).isEmpty();
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "requires_action,         ChargeDeclined",
        "requires_payment_method, ChargeDeclined",
        "canceled,                ChargeDeclined",
        "requires_capture,        SystemUnavailable",
        "something_new,           SystemUnavailable"
    })
    void takesOnlyASuccessForASuccess(String status, String kind) {
        answers(200, intent(status));

        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> gateway.charge(order("10.00", "EUR"))))
                .hasMessageContaining("pi_1")
                .extracting(failure -> failure.getClass().getSimpleName())
                .isEqualTo(kind);
    }

    @ParameterizedTest(name = "{0} {1} is {2}")
    @CsvSource({
        "305.81, EUR, 30581",
        "306, JPY, 306",
        "500, ISK, 50000",
        "500, UGX, 50000",
        "500, MGA, 500",
        "1.230, KWD, 1230"
    })
    void countsAsStripeCounts(String amount, String currency, String units) {
        answers(200, text("succeeded.json"));

        gateway.charge(order(amount, currency));

        assertThat(posted().get(0).getBodyAsString().split("&")).contains("amount=" + units);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({"1.235, KWD", "10.50, MGA", "10.005, EUR"})
    void chargesNoRoundedAmount(String amount, String currency) {
        assertThatExceptionOfType(ChargeDeclined.class)
                .isThrownBy(() -> gateway.charge(order(amount, currency)))
                .withMessageContaining("cannot charge exactly " + amount);
        assertThat(posted()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sk_live_1", "rk_live_1", "whatever"})
    void aSandboxNeverUsesALiveKey(String key) {
        assertThatIllegalStateException()
                .isThrownBy(() -> gateway(Environment.SANDBOX, Map.of("api-key", key)))
                .withMessageContaining("tenantry.payment.api-key");
        assertThatIllegalStateException()
                .isThrownBy(() ->
                        gateway(Environment.SANDBOX, Map.of("api-key", key, "base-url", "https://api.stripe.com")))
                .withMessageContaining("tenantry.payment.base-url");
    }

    @Test
    void productionUsesALiveKeyAndASandboxATestKey() {
        var url = "https://api.stripe.com";

        assertThat(gateway(Environment.PRODUCTION, Map.of("api-key", "sk_live_1", "base-url", url))
                        .name())
                .isEqualTo("stripe");
        assertThat(gateway(Environment.SANDBOX, Map.of("api-key", "sk_test_1", "base-url", url))
                        .name())
                .isEqualTo("stripe");
    }

    private static PaymentGateway gateway(Environment environment, Map<String, Object> settings) {
        return new StripeConfiguration()
                .stripe(Settings.in(environment), Settings.of(StripeProperties.class, "tenantry.payment", settings));
    }

    private static Order order(String amount, String currency) {
        return new Order("charge-INV-000001-1", "INV-000001", Money.of(amount, currency), "cus_1", "pm_1");
    }

    private static void answers(int status, String body) {
        STRIPE.stubFor(post(INTENTS).willReturn(aResponse().withStatus(status).withBody(body)));
    }

    private static void newest(String body) {
        STRIPE.stubFor(get(urlEqualTo(NEWEST)).willReturn(aResponse().withBody(body)));
    }

    private static List<LoggedRequest> posted() {
        return STRIPE.findAll(postRequestedFor(urlEqualTo(INTENTS)));
    }

    private static String intent(String status) {
        return text("succeeded.json").replace("succeeded", status);
    }

    private static String text(String file) {
        try (var recording = StripePaymentsTest.class.getResourceAsStream("/stripe/" + file)) {
            return new String(recording.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
