package io.tenantry.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SandboxPaymentTest {

    private static Sandbox sandbox;
    private static SandboxClient client;

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
    void reset() throws Exception {
        client.control("POST", "/reset", null);
    }

    @Test
    void chargesACardOffSession() throws Exception {
        var charged = charge("pm_card_visa", 2000, "inv-1-1", "metadata[invoice]", "INV-1");

        assertThat(charged.status()).isEqualTo(200);
        assertThat(charged.at("/object")).isEqualTo("payment_intent");
        assertThat(charged.at("/status")).isEqualTo("succeeded");
        assertThat(charged.json().path("amount_received").intValue()).isEqualTo(2000);
        assertThat(charged.at("/latest_charge")).startsWith("ch_");
        assertThat(get("/payment_intents/" + charged.at("/id")).at("/metadata/invoice"))
                .isEqualTo("INV-1");
        assertThat(get("/payment_intents?limit=3&metadata[invoice]=INV-1"
                                .replace("[", "%5B")
                                .replace("]", "%5D"))
                        .json()
                        .path("data"))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "pm_card_chargeDeclined, card_declined, generic_decline",
        "pm_card_chargeDeclinedInsufficientFunds, card_declined, insufficient_funds",
        "pm_card_chargeDeclinedExpiredCard, expired_card, expired_card",
        "pm_card_authenticationRequired, authentication_required, authentication_required"
    })
    void declinesAsTheTestCardDoes(String card, String code, String declineCode) throws Exception {
        var declined = charge(card, 2000, null);

        assertThat(declined.status()).isEqualTo(402);
        assertThat(declined.at("/error/type")).isEqualTo("card_error");
        assertThat(declined.at("/error/code")).isEqualTo(code);
        assertThat(declined.at("/error/decline_code")).isEqualTo(declineCode);
        assertThat(declined.at("/error/payment_intent/status")).isEqualTo("requires_payment_method");
        assertThat(get("/payment_intents/" + declined.at("/error/payment_intent/id"))
                        .at("/last_payment_error/code"))
                .isEqualTo(code);
    }

    @Test
    void repeatsASuccessUnderItsKeyAndChargesOnce() throws Exception {
        var first = charge("pm_card_visa", 2000, "key");
        var again = charge("pm_card_visa", 2000, "key");
        var other = charge("pm_card_visa", 2001, "key");

        assertThat(again.json()).isEqualTo(first.json());
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(other.status()).isEqualTo(400);
        assertThat(other.at("/error/type")).isEqualTo("idempotency_error");
        assertThat(get("/payment_intents").json().path("data")).hasSize(1);
        assertThat(client.carriedOut("/v1/payment_intents", 200)).isEqualTo(2);
    }

    @Test
    void repeatsADeclineAndAFailureUnderTheirKeysButNoValidationError() throws Exception {
        var declined = charge("pm_card_chargeDeclined", 2000, "declined");
        var declinedAgain = charge("pm_card_chargeDeclined", 2000, "declined");
        client.fault("{\"kind\":\"STATUS_STORED\",\"pathPattern\":\"/v1/payment_intents\",\"status\":500,\"times\":1}");
        var failed = charge("pm_card_visa", 2000, "failed");
        var failedAgain = charge("pm_card_visa", 2000, "failed");
        var invalid = charge("pm_unknown", 2000, "invalid");
        var corrected = charge("pm_card_visa", 2000, "invalid");

        assertThat(declinedAgain.status()).isEqualTo(402);
        assertThat(declinedAgain.json()).isEqualTo(declined.json());
        assertThat(failed.status()).isEqualTo(500);
        assertThat(failedAgain.status()).isEqualTo(500);
        assertThat(failedAgain.json()).isEqualTo(failed.json());
        assertThat(invalid.status()).isEqualTo(400);
        assertThat(invalid.at("/error/code")).isEqualTo("resource_missing");
        assertThat(corrected.status()).isEqualTo(200);
        assertThat(get("/payment_intents").json().path("data")).hasSize(2);
    }

    @Test
    void refusesAKeyThatIsBeingWorkedOn() throws Exception {
        client.fault("{\"kind\":\"DELAY\",\"pathPattern\":\"/v1/payment_intents\",\"seconds\":2,\"times\":1}");
        var slow = new Thread(() -> {
            try {
                charge("pm_card_visa", 2000, "busy");
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });

        slow.start();
        while (client.control("GET", "/faults", null).json().size() > 0) {
            Thread.onSpinWait();
        }
        var second = charge("pm_card_visa", 2000, "busy");
        slow.join();

        assertThat(second.status()).isEqualTo(409);
        assertThat(second.at("/error/code")).isEqualTo("idempotency_key_in_use");
        assertThat(charge("pm_card_visa", 2000, "busy").status()).isEqualTo(200);
        assertThat(get("/payment_intents").json().path("data")).hasSize(1);
    }

    @Test
    void refusesChargesThatAreNone() throws Exception {
        var noAmount = post("/payment_intents", null, "currency", "usd");
        var zero = charge("pm_card_visa", 0, null);
        var noCurrency = post("/payment_intents", null, "amount", "1");
        var unconfirmed = post("/payment_intents", null, "amount", "1", "currency", "usd", "off_session", "true");
        var noIntent = get("/payment_intents/pi_none");
        var noKey = client.send("GET", "/v1/payment_intents", (String) null, "Authorization", "Bearer pk_1");

        assertThat(noAmount.at("/error/code")).isEqualTo("parameter_missing");
        assertThat(zero.at("/error/param")).isEqualTo("amount");
        assertThat(noCurrency.at("/error/param")).isEqualTo("currency");
        assertThat(unconfirmed.at("/error/param")).isEqualTo("off_session");
        assertThat(noIntent.status()).isEqualTo(404);
        assertThat(noIntent.at("/error/code")).isEqualTo("resource_missing");
        assertThat(noKey.status()).isEqualTo(401);
    }

    @Test
    void listsAPayersChargesNewestFirst() throws Exception {
        charge("pm_card_visa", 100, null, "customer", "cus_1");
        charge("pm_card_visa", 200, null, "customer", "cus_1");
        charge("pm_card_visa", 300, null, "customer", "cus_10");

        var charges = get("/payment_intents?customer=cus_1&limit=100").json().path("data");

        assertThat(charges).hasSize(2);
        assertThat(charges.at("/0/amount").intValue()).isEqualTo(200);
        assertThat(get("/payment_intents?limit=1").json().path("data")).hasSize(1);
    }

    @Test
    void keepsAPayersOwnCardThatBehavesAsItsToken() throws Exception {
        var payer = post("/customers", null, "name", "Fabrikam GmbH", "email", "ap@fabrikam.example")
                .at("/id");
        var bad = post("/payment_methods", null, "type", "card", "card[token]", "tok_chargeDeclinedInsufficientFunds")
                .at("/id");
        post("/payment_methods/" + bad + "/attach", null, "customer", payer);
        var good = post("/payment_methods/pm_card_visa/attach", null, "customer", payer);

        var declined = charge(bad, 500, null, "customer", payer);
        var charged = charge(good.at("/id"), 500, null, "customer", payer);
        var stranger = charge(good.at("/id"), 500, null);
        var retried = post(
                "/payment_intents/" + declined.at("/error/payment_intent/id") + "/confirm",
                null,
                "payment_method",
                good.at("/id"));

        assertThat(good.at("/customer")).isEqualTo(payer);
        assertThat(good.at("/id")).isNotEqualTo("pm_card_visa");
        assertThat(good.json().has("sandbox_card")).isFalse();
        assertThat(declined.at("/error/decline_code")).isEqualTo("insufficient_funds");
        assertThat(charged.at("/status")).isEqualTo("succeeded");
        assertThat(stranger.status()).isEqualTo(400);
        assertThat(retried.at("/status")).isEqualTo("succeeded");
        assertThat(get("/customers/" + payer).at("/name")).isEqualTo("Fabrikam GmbH");
    }

    private static SandboxClient.Answer charge(String method, int amount, String key, String... more) throws Exception {
        var fields = new String[10 + more.length];
        System.arraycopy(
                new String[] {
                    "confirm",
                    "true",
                    "off_session",
                    "true",
                    "currency",
                    "usd",
                    "amount",
                    Integer.toString(amount),
                    "payment_method",
                    method
                },
                0,
                fields,
                0,
                10);
        System.arraycopy(more, 0, fields, 10, more.length);
        return post("/payment_intents", key, fields);
    }

    private static SandboxClient.Answer post(String path, String key, String... fields) throws Exception {
        var form = new TreeMap<String, String>();
        for (var i = 0; i < fields.length; i += 2) {
            form.put(fields[i], fields[i + 1]);
        }
        var body = SandboxClient.form(form);
        var bearer = "Bearer sk_test_1";
        return key == null
                ? client.send("POST", "/v1" + path, body, "Authorization", bearer, "Content-Type", SandboxClient.FORM)
                : client.send(
                        "POST",
                        "/v1" + path,
                        body,
                        "Authorization",
                        bearer,
                        "Content-Type",
                        SandboxClient.FORM,
                        "Idempotency-Key",
                        key);
    }

    private static SandboxClient.Answer get(String path) throws Exception {
        return client.send("GET", "/v1" + path, (String) null, "Authorization", "Bearer sk_test_1");
    }
}
