package io.tenantry.connector.partnercenter;

import feign.FeignException;
import feign.RequestInterceptor;
import feign.RequestTemplate;
import feign.Response;
import io.tenantry.connector.FormEncoder;
import io.tenantry.connector.SignInError;
import io.tenantry.connector.consent.AccessTokens;
import io.tenantry.connector.consent.AccessTokens.Issued;
import io.tenantry.connector.consent.Consent;
import io.tenantry.connector.consent.Consents;
import io.tenantry.connector.consent.SystemConsent;
import io.tenantry.provider.ProviderAccessLost;
import io.tenantry.provider.ProviderUnavailable;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/**
 * Signs our calls in. With a consent we act for the user who gave it; without one we sign in as the application alone,
 * which Partner Center accepts for fewer and fewer calls.
 */
final class PartnerCenterToken implements RequestInterceptor {

    static final String SYSTEM = "partner-center";

    private final PartnerCenterProperties settings;
    private final PartnerCenterSignIn signIn;
    private final AccessTokens tokens;

    PartnerCenterToken(PartnerCenterProperties settings, Consents consents, Clock clock) {
        this.settings = settings;
        this.signIn = settings.login()
                .client(PartnerCenterToken::noAnswer)
                .encoder(new FormEncoder())
                .errorDecoder((call, response) -> refusal(response))
                .target(PartnerCenterSignIn.class, settings.login().url().toString());
        this.tokens =
                new AccessTokens(new SystemConsent(consents, SYSTEM, settings.refreshToken()), this::signIn, clock);
    }

    @Override
    public void apply(RequestTemplate template) {
        template.header("Authorization", "Bearer " + tokens.current());
    }

    /** Fetches a new access token now, whether or not the present one is still good. */
    void renew() {
        tokens.renew();
    }

    /** A person has consented anew. */
    void renewWith(String refreshToken) {
        tokens.renewWith(refreshToken);
    }

    /** After a 401. */
    void forget() {
        tokens.forget();
    }

    Optional<Consent> consent() {
        return tokens.consent();
    }

    private Issued signIn(Optional<Consent> consent) {
        var form = consent.map(this::onBehalfOfUser).orElseGet(this::asApplication);
        var token = signIn.token(settings.tenantId(), form);
        return new Issued(token.accessToken(), token.expiresIn(), token.refreshToken());
    }

    private Map<String, String> onBehalfOfUser(Consent consent) {
        return Map.of(
                "grant_type", "refresh_token",
                "refresh_token", consent.refreshToken(),
                "scope", "openid",
                "resource", settings.resource(),
                "client_id", settings.clientId(),
                "client_secret", settings.clientSecret());
    }

    private Map<String, String> asApplication() {
        return Map.of(
                "grant_type", "client_credentials",
                "resource", settings.resource(),
                "client_id", settings.clientId(),
                "client_secret", settings.clientSecret());
    }

    private static RuntimeException refusal(Response response) {
        var error = SignInError.of(response);
        if (error.needsAPerson()) {
            return new ProviderAccessLost("Partner Center's sign-in refuses us; renew the consent"
                    + " (tenantry.partner-center.refresh-token) or the application's secret, verify connectivity, then"
                    + " retry. Its answer was " + error.words());
        }
        return new ProviderUnavailable("Partner Center's sign-in answered " + error.words());
    }

    private static RuntimeException noAnswer(FeignException broken) {
        return new ProviderUnavailable(
                "Partner Center's sign-in gave no usable answer: " + broken.getMessage(), broken);
    }
}
