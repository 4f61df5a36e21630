package io.tenantry.connector.partnercenter;

import feign.FeignException;
import feign.RequestInterceptor;
import feign.RequestTemplate;
import feign.Response;
import io.tenantry.connector.Endpoint;
import io.tenantry.connector.FormEncoder;
import io.tenantry.connector.consent.Consent;
import io.tenantry.connector.consent.Consents;
import io.tenantry.provider.ProviderAccessLost;
import io.tenantry.provider.ProviderUnavailable;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Signs our calls in. With a consent we act for the user who gave it and keep the refresh token that each use returns;
 * without one we sign in as the application alone, which Partner Center accepts for fewer and fewer calls.
 */
final class PartnerCenterToken implements RequestInterceptor {

    static final String SYSTEM = "partner-center";

    /** A token that is about to expire could do so on its way. */
    private static final Duration SAFETY_MARGIN = Duration.ofMinutes(1);
    /** The token endpoint's words for trouble that a person has to end. */
    private static final Set<String> NEEDS_A_PERSON = Set.of(
            "invalid_grant",
            "interaction_required",
            "consent_required",
            "invalid_client",
            "unauthorized_client",
            "invalid_resource");

    private final PartnerCenterProperties settings;
    private final Consents consents;
    private final Clock clock;
    private final PartnerCenterSignIn signIn;
    private @Nullable AccessToken current;

    PartnerCenterToken(PartnerCenterProperties settings, Consents consents, Clock clock) {
        this.settings = settings;
        this.consents = consents;
        this.clock = clock;
        this.signIn = settings.login()
                .client(PartnerCenterToken::noAnswer)
                .encoder(new FormEncoder())
                .errorDecoder((call, response) -> refusal(response))
                .target(PartnerCenterSignIn.class, settings.login().url().toString());
    }

    @Override
    public void apply(RequestTemplate template) {
        template.header("Authorization", "Bearer " + value());
    }

    /** Fetches a new access token now, whether or not the present one is still good. */
    synchronized AccessToken renew() {
        var consent = consents.current(SYSTEM, settings.refreshToken());
        var token = signIn.token(
                settings.tenantId(), consent.map(this::onBehalfOfUser).orElseGet(this::asApplication));
        if (consent.isPresent() && token.refreshToken() != null) {
            consents.rotate(SYSTEM, token.refreshToken());
        }
        var renewed = new AccessToken(
                token.accessToken(),
                clock.instant().plusSeconds(token.expiresIn()).minus(SAFETY_MARGIN));
        current = renewed;
        return renewed;
    }

    /** After a 401: the next call fetches a new token. */
    synchronized void forget() {
        current = null;
    }

    Optional<Consent> consent() {
        return consents.current(SYSTEM, settings.refreshToken());
    }

    private synchronized String value() {
        var token = current;
        if (token == null || !clock.instant().isBefore(token.goodUntil())) {
            token = renew();
        }
        return token.value();
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
        var refusal = wordsOf(response);
        if (refusal.error() != null && NEEDS_A_PERSON.contains(refusal.error())) {
            return new ProviderAccessLost("Partner Center's sign-in refuses us; renew the consent or the application's"
                    + " secret, verify connectivity, then retry: " + refusal.error() + ": " + refusal.description());
        }
        return new ProviderUnavailable("Partner Center's sign-in answered HTTP " + response.status()
                + (refusal.error() == null ? "" : ": " + refusal.error() + ": " + refusal.description()));
    }

    private static PartnerCenterSignIn.Refusal wordsOf(Response response) {
        try (var body = response.body().asInputStream()) {
            return Endpoint.JSON.readValue(body, PartnerCenterSignIn.Refusal.class);
        } catch (IOException notItsWords) {
            return new PartnerCenterSignIn.Refusal(null, null);
        }
    }

    private static RuntimeException noAnswer(FeignException broken) {
        return new ProviderUnavailable(
                "Partner Center's sign-in gave no usable answer: " + broken.getMessage(), broken);
    }

    /** @param goodUntil a minute before it expires */
    record AccessToken(String value, Instant goodUntil) {

        @Override
        public String toString() {
            return "AccessToken[goodUntil=" + goodUntil + "]";
        }
    }
}
