package io.tenantry.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SandboxSignInTest {

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
    void writesTheNumbersOfATokenAsText() throws Exception {
        var now = client.now();

        var answer = client.signInWithConsent();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("expires_in").isTextual()).isTrue();
        assertThat(answer.at("/expires_in")).isEqualTo("3600");
        assertThat(Instant.ofEpochSecond(Long.parseLong(answer.at("/expires_on"))))
                .isBetween(now.plusSeconds(3590), now.plusSeconds(3610));
        assertThat(answer.at("/refresh_token")).isNotEmpty();
    }

    @Test
    void returnsANewRefreshTokenEachTimeAndCutsOffTheOldOneOnItsNinetiethDay() throws Exception {
        var first = client.signInWithConsent().at("/refresh_token");

        client.moveClockBy(Duration.ofDays(89));
        var second = refresh(first);
        client.moveClockBy(Duration.ofDays(1));
        var old = refresh(first);
        var rotated = refresh(second.at("/refresh_token"));

        assertThat(second.status()).isEqualTo(200);
        assertThat(second.at("/refresh_token")).isNotEqualTo(first);
        assertThat(second.at("/scope")).isEqualTo("user_impersonation");
        assertThat(old.status()).isEqualTo(400);
        assertThat(old.at("/error")).isEqualTo("invalid_grant");
        assertThat(old.at("/error_description"))
                .startsWith("AADSTS700082: The refresh token has expired due to inactivity. The token was issued on ")
                .endsWith("was inactive for 90.00:00:00.");
        assertThat(rotated.status()).isEqualTo(200);
    }

    @Test
    void takesACodeOnceAndForTenMinutes() throws Exception {
        var used = code();
        var late = code();

        assertThat(redeem(used).status()).isEqualTo(200);
        assertThat(redeem(used).at("/error")).isEqualTo("invalid_grant");
        client.moveClockBy(Duration.ofMinutes(11));
        assertThat(redeem(late).at("/error_description")).startsWith("AADSTS70008");
    }

    @Test
    void refusesRequestsThatAreIncompleteOrUnknown() throws Exception {
        var noSecret = client.token(Map.of("grant_type", "client_credentials", "client_id", "app"));
        var noClient = client.token(Map.of("grant_type", "client_credentials", "client_secret", "s"));
        var password = client.token(Map.of("grant_type", "password", "client_id", "app", "client_secret", "s"));
        var unknown = refresh("nobody-has-issued-this");

        assertThat(noSecret.status()).isEqualTo(401);
        assertThat(noSecret.at("/error")).isEqualTo("invalid_client");
        assertThat(noClient.at("/error")).isEqualTo("invalid_request");
        assertThat(password.at("/error")).isEqualTo("unsupported_grant_type");
        assertThat(unknown.at("/error")).isEqualTo("invalid_grant");
    }

    @Test
    void letsAnAccessTokenInForAnHourOfItsOwnClock() throws Exception {
        client.signInWithConsent();
        var token = client.signInWithConsent().at("/access_token");

        var early = client.get("/v1/customers?size=1");
        client.moveClockBy(Duration.ofSeconds(3600));
        client.useToken(token);
        var late = client.get("/v1/customers?size=1");
        client.useToken("made-up");
        var madeUp = client.get("/v1/customers?size=1");
        var none = client.send("GET", "/v1/customers?size=1", (String) null);

        assertThat(early.status()).isEqualTo(200);
        assertThat(late.status()).isEqualTo(401);
        assertThat(late.at("/description")).contains("expired");
        assertThat(madeUp.status()).isEqualTo(401);
        assertThat(none.status()).isEqualTo(401);
    }

    @Test
    void refusesAnApplicationByItselfWhereAPersonIsAskedFor() throws Exception {
        client.signInWithConsent();
        var contoso = client.tenant("Contoso Ltd", "contoso.example");
        var subscription = client.buy(contoso, SandboxClient.E5, 1);

        client.signInAsApplication();
        var list = client.get("/v1/customers?size=1");
        var alone = client.get(subscription + "/provisioningstatus");
        client.signInWithConsent();
        var withUser = client.get(subscription + "/provisioningstatus");

        assertThat(list.status()).isEqualTo(200);
        assertThat(alone.status()).isEqualTo(403);
        assertThat(alone.json().path("code").intValue()).isEqualTo(900329);
        assertThat(withUser.at("/status")).isEqualTo("success");
    }

    @Test
    void refusesTheRetiredAudience() throws Exception {
        var token = client.token(Map.of(
                        "grant_type", "client_credentials",
                        "client_id", "app",
                        "client_secret", "s",
                        "resource", "https://graph.windows.net"))
                .at("/access_token");

        client.useToken(token);
        var answer = client.get("/v1/customers?size=1");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.json().path("code").intValue()).isEqualTo(900420);
    }

    @Test
    void expiresAConsentWhenToldTo() throws Exception {
        var token = client.signInWithConsent().at("/refresh_token");
        client.fault("{\"kind\":\"EXPIRED_CONSENT\",\"pathPattern\":\"/*/oauth2/token\",\"times\":1}");

        var expired = refresh(token);
        var after = refresh(token);

        assertThat(expired.status()).isEqualTo(400);
        assertThat(expired.at("/error_description")).startsWith("AADSTS700082");
        assertThat(after.status()).isEqualTo(200);
    }

    @Test
    void letsThePersonConsentAnew() throws Exception {
        var fresh = client.control("POST", "/consents", null).at("/refreshToken");

        assertThat(refresh(fresh).status()).isEqualTo(200);
        assertThat(refresh("sandbox-consent").status()).isEqualTo(200);
        client.moveClockBy(Duration.ofDays(90));
        assertThat(refresh("sandbox-consent").at("/error_description")).startsWith("AADSTS700082");
    }

    private static SandboxClient.Answer refresh(String token) throws Exception {
        return client.token(grant("refresh_token", "refresh_token", token));
    }

    private static SandboxClient.Answer redeem(String code) throws Exception {
        return client.token(grant("authorization_code", "code", code));
    }

    private static Map<String, String> grant(String type, String field, String value) {
        var form = new HashMap<>(Map.of("grant_type", type, "client_id", "app", "client_secret", "secret"));
        form.put(field, value);
        return form;
    }

    private static String code() throws Exception {
        var redirect = client.send(
                "GET",
                "/common/oauth2/authorize?client_id=app&response_type=code&state=a%20b&redirect_url=http://localhost:1/back",
                (String) null);
        assertThat(redirect.status()).isEqualTo(302);
        assertThat(redirect.header("Location")).endsWith("state=a%20b");
        return redirect.header("Location").replaceAll(".*code=([^&]+).*", "$1");
    }
}
