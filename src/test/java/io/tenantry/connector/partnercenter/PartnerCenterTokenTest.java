package io.tenantry.connector.partnercenter;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.never;

import io.tenantry.connector.consent.Consent;
import io.tenantry.provider.Connectivity;
import io.tenantry.provider.ProviderAccessLost;
import io.tenantry.provider.ProviderUnavailable;
import io.tenantry.shared.NotRetryable;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartnerCenterTokenTest extends PartnerCenterTest {

    private static final Instant CONSENTED = Instant.parse("2026-09-01T08:00:00Z");
    private static final Instant ISSUED = Instant.parse("2026-11-21T08:00:00Z");

    @BeforeEach
    void listCustomers() {
        answers("/v1/customers", recorded(200, "customers-last.json"));
    }

    @Test
    void signsInAsTheApplicationWhereNobodyConsented() {
        provider.accounts(null);

        var form = requests("POST", TOKEN_PATH).get(0);
        assertThat(form.getHeader("Content-Type")).isEqualTo("application/x-www-form-urlencoded");
        assertThat(form.getBodyAsString().split("&"))
                .containsExactlyInAnyOrder(
                        "grant_type=client_credentials",
                        "resource=https%3A%2F%2Fapi.partnercenter.microsoft.com",
                        "client_id=tenantry",
                        "client_secret=sandbox");
        then(consents).should(never()).rotate(any(), any());
    }

    @Test
    void keepsTheRefreshTokenThatEachUseReturns() {
        consented();

        provider.accounts(null);

        assertThat(requests("POST", TOKEN_PATH).get(0).getBodyAsString().split("&"))
                .contains("grant_type=refresh_token", "refresh_token=first-refresh-token", "scope=openid");
        assertThat(requests("GET", "/v1/customers").get(0).getHeader("Authorization"))
                .isEqualTo("Bearer user-token");
        then(consents).should().rotate("partner-center", "second-refresh-token");
    }

    @Test
    void reusesATokenUntilAMinuteBeforeItExpires() {
        provider.accounts(null);
        clock.moveBy(Duration.ofMinutes(59).minusSeconds(1));
        provider.accounts(null);

        assertThat(requests("POST", TOKEN_PATH)).hasSize(1);
        clock.moveBy(Duration.ofSeconds(1));
        provider.accounts(null);

        assertThat(requests("POST", TOKEN_PATH)).hasSize(2);
    }

    @Test
    void fetchesANewTokenAfterA401() {
        provider.accounts(null);
        answers("/v1/customers", aResponse().withStatus(401));

        assertThatExceptionOfType(ProviderUnavailable.class)
                .isThrownBy(() -> provider.accounts(null))
                .withMessageContaining("verify connectivity and renew the consent");
        assertThat(requests("POST", TOKEN_PATH)).hasSize(1);
        answers("/v1/customers", recorded(200, "customers-last.json"));
        provider.accounts(null);

        assertThat(requests("POST", TOKEN_PATH)).hasSize(2);
    }

    @ParameterizedTest(name = "{1} with HTTP {0}")
    @CsvSource({"400, invalid_grant", "400, interaction_required", "401, invalid_client", "400, unauthorized_client"})
    void callsForAPersonWhenTheSignInIsLost(int status, String error) {
        MICROSOFT.stubFor(post(TOKEN_PATH)
                .willReturn(aResponse()
                        .withStatus(status)
                        .withBody("{\"error\":\"" + error + "\",\"error_description\":\"AADSTS700082: expired\"}")));

        assertThatExceptionOfType(ProviderAccessLost.class)
                .isThrownBy(() -> provider.accounts(null))
                .withMessageContaining("renew the consent")
                .withMessageContaining("AADSTS700082")
                .isInstanceOf(NotRetryable.class)
                .isInstanceOf(ProviderUnavailable.class);
        assertThat(requests("GET", "/v1/customers")).isEmpty();
    }

    @ParameterizedTest(name = "HTTP {0} with {1}")
    @CsvSource({
        "500, <html>",
        "503, '{\"error\":\"temporarily_unavailable\"}'",
        "429, ''",
        "400, '{\"err'",
        "200, ''",
        "200, <html>"
    })
    void repeatsLaterWhenTheSignInIsInTrouble(int status, String body) {
        MICROSOFT.stubFor(
                post(TOKEN_PATH).willReturn(aResponse().withStatus(status).withBody(body)));

        assertThatExceptionOfType(ProviderUnavailable.class)
                .isThrownBy(() -> provider.accounts(null))
                .isNotInstanceOf(NotRetryable.class);
    }

    @Test
    void showsNoSecretInItsMessages() {
        consented();
        MICROSOFT.stubFor(
                post(TOKEN_PATH).willReturn(aResponse().withStatus(500).withBody("{")));

        assertThatExceptionOfType(ProviderUnavailable.class)
                .isThrownBy(() -> provider.accounts(null))
                .satisfies(failure -> assertThat(failure.toString()).doesNotContain("first-refresh-token", "sandbox"));
    }

    @Test
    void verifiesConnectivityWithAFreshTokenAndTheCheapestCall() {
        consented();
        provider.accounts(null);

        var connectivity = provider.verifyConnectivity();

        assertThat(connectivity)
                .isEqualTo(new Connectivity(
                        true,
                        "Partner Center answers; the consent of 2026-09-01T08:00:00Z was last renewed at"
                                + " 2026-11-21T08:00:00Z"));
        assertThat(requests("POST", TOKEN_PATH)).hasSize(2);
        assertThat(requests("GET", "/v1/customers").get(1).getUrl()).isEqualTo("/v1/customers?size=1");
    }

    @Test
    void saysWhatToDoWhenTheConsentHasExpired() {
        consented();
        MICROSOFT.stubFor(post(TOKEN_PATH).willReturn(recorded(400, "token-expired-consent.json")));

        var connectivity = provider.verifyConnectivity();

        assertThat(connectivity.connected()).isFalse();
        assertThat(connectivity.message()).contains("renew the consent").contains("inactive for 90.00:00:00");
    }

    @Test
    void offersTheConfiguredTokenAsANewConsent() {
        var configured = provider(Map.of("refresh-token", "fresh from the portal"));

        configured.accounts(null);

        then(consents).should().current("partner-center", "fresh from the portal");
    }

    private void consented() {
        given(consents.current("partner-center", ""))
                .willReturn(Optional.of(new Consent("first-refresh-token", CONSENTED, ISSUED)));
        MICROSOFT.stubFor(post(TOKEN_PATH)
                .withRequestBody(containing("refresh_token=first-refresh-token"))
                .willReturn(recorded(200, "token-user.json")));
    }
}
