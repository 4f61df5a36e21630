package io.tenantry.connector.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenantry.connector.Endpoint;
import io.tenantry.connector.Environment;
import io.tenantry.connector.SandboxWorld;
import io.tenantry.connector.Settings;
import io.tenantry.postinvoice.ChargeDeclined;
import io.tenantry.postinvoice.PaymentGateway;
import io.tenantry.postinvoice.PaymentGateway.Order;
import io.tenantry.postinvoice.SystemUnavailable;
import io.tenantry.shared.Money;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The same client against a gateway that was written from the manual alone. */
class StripeSandboxTest {

    private static SandboxWorld world;

    private PaymentGateway gateway;
    private String customer;

    @BeforeAll
    static void open() {
        world = new SandboxWorld();
    }

    @AfterAll
    static void close() {
        world.close();
    }

    @BeforeEach
    void begin() throws Exception {
        world.call("POST", "/reset", "");
        gateway = new StripeConfiguration()
                .stripe(
                        Settings.in(Environment.SANDBOX),
                        Settings.of(StripeProperties.class, "tenantry.payment", Map.of("base-url", world.url())));
        customer = form("/v1/customers", "name=Contoso");
    }

    @Test
    void chargesACard() throws Exception {
        var receipt = gateway.charge(order(card("pm_card_visa")));

        assertThat(receipt.paymentId()).startsWith("pi_");
    }

    @Test
    void chargesOncePerKey() throws Exception {
        var order = order(card("pm_card_visa"));

        assertThat(gateway.charge(order)).isEqualTo(gateway.charge(order));
    }

    @Test
    void chargesOnceAlthoughTheFirstAnswerWasLost() throws Exception {
        var order = order(card("pm_card_visa"));
        world.fault("POST", "/v1/payment_intents", "\"TIMEOUT_AFTER\",\"times\":1");

        assertThatExceptionOfType(SystemUnavailable.class).isThrownBy(() -> gateway.charge(order));
        var receipt = gateway.charge(order);

        assertThat(intents()).containsExactly(receipt.paymentId());
    }

    @Test
    void chargesOnceAlthoughTheKeyIsForgotten() throws Exception {
        var order = order(card("pm_card_visa"));
        var receipt = gateway.charge(order);
        var inThreeDays = Instant.parse(
                        world.call("GET", "/clock", "").path("now").asText())
                .plus(Duration.ofDays(3));
        world.call("PUT", "/clock", "{\"now\":\"" + inThreeDays + "\"}");

        assertThat(gateway.charge(order)).isEqualTo(receipt);
        assertThat(intents()).containsExactly(receipt.paymentId());
    }

    @Test
    void chargesAgainOnlyUnderANewKeyAfterADecline() throws Exception {
        var declined = order(card("pm_card_chargeDeclinedInsufficientFunds"));
        var repaired = order(card("pm_card_visa"));

        for (var attempt = 0; attempt < 2; attempt++) {
            assertThatExceptionOfType(ChargeDeclined.class)
                    .isThrownBy(() -> gateway.charge(declined))
                    .satisfies(decline -> assertThat(decline.code()).isEqualTo("insufficient_funds"));
        }

        assertThat(gateway.charge(repaired).paymentId()).startsWith("pi_");
    }

    private Order order(String paymentMethod) {
        return new Order(
                "charge-" + UUID.randomUUID(), "INV-000001", Money.of("305.81", "EUR"), customer, paymentMethod);
    }

    private String card(String token) throws Exception {
        return form("/v1/payment_methods/" + token + "/attach", "customer=" + customer);
    }

    private List<String> intents() throws Exception {
        var request =
                request("/v1/payment_intents?limit=100&customer=" + customer).GET();
        return answer(request).path("data").findValuesAsText("id");
    }

    private static String form(String path, String fields) throws Exception {
        var request = request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(fields));
        return answer(request).path("id").asText();
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(world.url() + path)).header("Authorization", "Bearer sk_test_sandbox");
    }

    private static JsonNode answer(HttpRequest.Builder request) throws Exception {
        var answer = HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Endpoint.JSON.readTree(answer.body());
    }
}
