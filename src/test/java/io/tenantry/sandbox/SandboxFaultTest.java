package io.tenantry.sandbox;

import static io.tenantry.sandbox.SandboxClient.E5;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SandboxFaultTest {

    private static Sandbox sandbox;
    private static SandboxClient client;
    private String contoso;
    private String cart;

    @BeforeAll
    static void start() {
        sandbox = Sandbox.start(SandboxSettings.inMemory());
        client = new SandboxClient(sandbox);
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @BeforeEach
    void aFilledCart() throws Exception {
        client.control("POST", "/reset", null);
        client.signInWithConsent();
        contoso = client.tenant("Contoso Ltd", "contoso.example");
        cart = client.cart(contoso, E5, 1).at("/id");
    }

    @Test
    void losesARequestBeforeItIsCarriedOut() throws Exception {
        client.fault("{\"kind\":\"TIMEOUT_BEFORE\",\"method\":\"POST\",\"pathPattern\":\"/**/checkout\",\"times\":1}");

        assertThatThrownBy(() -> client.checkout(contoso, cart)).isInstanceOf(IOException.class);

        assertThat(orders()).isZero();
        assertThat(client.checkout(contoso, cart).status()).isEqualTo(201);
        assertThat(client.carriedOut("/**/checkout", 201)).isEqualTo(1);
    }

    @Test
    void losesTheAnswerAfterThePurchaseAndTellsItAgain() throws Exception {
        client.fault("{\"kind\":\"TIMEOUT_AFTER\",\"method\":\"POST\",\"pathPattern\":\"/**/checkout\",\"times\":1}");

        assertThatThrownBy(() -> client.checkout(contoso, cart, "MS-RequestId", "r1"))
                .isInstanceOf(IOException.class);
        assertThat(orders()).isEqualTo(1);
        var retried = client.checkout(contoso, cart, "MS-RequestId", "r1");

        assertThat(retried.status()).isEqualTo(201);
        assertThat(orders()).isEqualTo(1);
        var log = client.control("GET", "/requests?path=/**/checkout", null).json();
        assertThat(log).hasSize(2);
        assertThat(log.at("/0/fault").asText()).isEqualTo("TIMEOUT_AFTER");
        assertThat(log.at("/0/requestId").asText()).isEqualTo("r1");
        assertThat(log.at("/0/replayed").booleanValue()).isFalse();
        assertThat(log.at("/1/replayed").booleanValue()).isTrue();
    }

    @Test
    void holdsTheConnectionBeforeItHangsUp() throws Exception {
        client.fault("{\"kind\":\"TIMEOUT_BEFORE\",\"pathPattern\":\"/v1/customers\",\"seconds\":1,\"times\":1}");
        var start = Instant.now();

        assertThatThrownBy(() -> client.partnerCenter("POST", "/v1/customers", "{}"))
                .isInstanceOf(IOException.class);

        assertThat(Duration.between(start, Instant.now())).isGreaterThan(Duration.ofMillis(900));
    }

    @Test
    void throttlesInPartnerCentersOddFormat() throws Exception {
        client.fault("{\"kind\":\"THROTTLE\",\"pathPattern\":\"/v1/**\",\"seconds\":57,\"times\":2}");

        var first = client.get("/v1/customers");
        var second = client.get("/v1/customers");
        var third = client.get("/v1/customers");

        assertThat(first.status()).isEqualTo(429);
        assertThat(first.header("Retry-After")).isEqualTo("57");
        assertThat(first.json().path("statusCode").intValue()).isEqualTo(429);
        assertThat(first.at("/message")).isEqualTo("Rate limit is exceeded. Try again in 57 seconds.");
        assertThat(first.json().has("code")).isFalse();
        assertThat(second.status()).isEqualTo(429);
        assertThat(third.status()).isEqualTo(200);
    }

    @Test
    void answersAnyStatusWithEachSystemsOwnBody() throws Exception {
        client.fault("{\"kind\":\"STATUS\",\"pathPattern\":\"/**\",\"status\":409,\"code\":\"800060\",\"times\":3}");

        var partnerCenter = client.checkout(contoso, cart);
        var accounting = client.send("GET", "/v3/company/1/invoice/1", (String) null);
        var payment = client.send("GET", "/v1/payment_intents", (String) null);

        assertThat(partnerCenter.status()).isEqualTo(409);
        assertThat(partnerCenter.json().path("code").intValue()).isEqualTo(800060);
        assertThat(accounting.at("/Fault/Error/0/code")).isEqualTo("800060");
        assertThat(payment.at("/error/code")).isEqualTo("800060");
        assertThat(orders()).isZero();
    }

    @Test
    void goesOnUntilItIsRemovedAndSparesItsOwnEndpoints() throws Exception {
        var id = client.fault("{\"kind\":\"STATUS\",\"pathPattern\":\"/**\",\"status\":503}");

        assertThat(client.get("/v1/customers").status()).isEqualTo(503);
        assertThat(client.get("/v1/customers").status()).isEqualTo(503);
        assertThat(client.control("GET", "/faults", null).at("/0/id")).isEqualTo(id);
        assertThat(client.send("GET", "/mail", (String) null).status()).isEqualTo(200);
        assertThat(client.control("DELETE", "/faults/" + id, null).status()).isEqualTo(204);

        assertThat(client.get("/v1/customers").status()).isEqualTo(200);
        assertThat(client.control("DELETE", "/faults/" + id, null).status()).isEqualTo(404);
    }

    @Test
    void explainsAFaultThatIsNone() throws Exception {
        assertThat(client.control("POST", "/faults", "{\"kind\":\"WHIM\"}").at("/message"))
                .contains("WHIM")
                .contains("TIMEOUT_BEFORE");
        assertThat(client.control("POST", "/faults", "{}").status()).isEqualTo(400);
        assertThat(client.control("POST", "/faults", "{\"kind\":\"STATUS\",\"pathPattern\":\"x\"}")
                        .at("/message"))
                .contains("slash");
        assertThat(client.control("POST", "/faults", "{\"kind\":\"STATUS\",\"times\":0}")
                        .status())
                .isEqualTo(400);
        assertThat(client.control("POST", "/faults", "{\"kind\":\"STATUS\",\"status\":200}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void movesItsClockForwardOnly() throws Exception {
        var before = client.now();

        client.moveClockBy(Duration.ofDays(30));
        var back = client.control("PUT", "/clock", "{\"now\":\"" + before + "\"}");
        var nonsense = client.control("PUT", "/clock", "{\"now\":\"tomorrow\"}");

        assertThat(client.now()).isAfter(before.plus(Duration.ofDays(30)));
        assertThat(back.status()).isEqualTo(400);
        assertThat(back.at("/message")).contains("cannot go back");
        assertThat(nonsense.status()).isEqualTo(400);
    }

    @Test
    void keepsInStepWithAClockThatIsAMomentBehind() throws Exception {
        client.moveClockBy(Duration.ofDays(30));
        var ahead = client.now();

        var behind = client.control("PUT", "/clock", "{\"now\":\"" + ahead.minusMillis(800) + "\"}");
        var tooFar = client.control("PUT", "/clock", "{\"now\":\"" + ahead.minusSeconds(60) + "\"}");

        assertThat(behind.status()).isEqualTo(200);
        assertThat(client.now()).isAfterOrEqualTo(ahead);
        assertThat(tooFar.status()).isEqualTo(400);
    }

    private int orders() throws Exception {
        return client.get("/v1/customers/" + contoso + "/orders")
                .json()
                .path("totalCount")
                .intValue();
    }
}
