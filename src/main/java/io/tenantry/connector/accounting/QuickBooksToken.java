package io.tenantry.connector.accounting;

import feign.FeignException;
import feign.RequestInterceptor;
import feign.RequestTemplate;
import feign.Response;
import feign.auth.BasicAuthRequestInterceptor;
import io.tenantry.connector.FormEncoder;
import io.tenantry.connector.SignInError;
import io.tenantry.connector.consent.AccessTokens;
import io.tenantry.connector.consent.AccessTokens.Issued;
import io.tenantry.connector.consent.Consent;
import io.tenantry.connector.consent.Consents;
import io.tenantry.connector.consent.SystemConsent;
import io.tenantry.postinvoice.SystemAccessLost;
import io.tenantry.postinvoice.SystemUnavailable;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Signs our calls in, on behalf of whoever connected the company; without a consent with the sandbox's fixed token. */
final class QuickBooksToken implements RequestInterceptor {

    static final String SYSTEM = "quickbooks";

    private final QuickBooksSignIn signIn;
    private final String sandboxToken;
    private final AccessTokens tokens;

    QuickBooksToken(QuickBooksProperties settings, Consents consents, Clock clock) {
        this.sandboxToken = settings.sandboxToken();
        this.signIn = settings.login()
                .client(QuickBooksToken::noAnswer)
                .encoder(new FormEncoder())
                .errorDecoder((call, response) -> refusal(response))
                .requestInterceptor(new BasicAuthRequestInterceptor(settings.clientId(), settings.clientSecret()))
                .target(QuickBooksSignIn.class, settings.login().url().toString());
        this.tokens =
                new AccessTokens(new SystemConsent(consents, SYSTEM, settings.refreshToken()), this::signIn, clock);
    }

    @Override
    public void apply(RequestTemplate template) {
        template.header("Authorization", "Bearer " + tokens.current());
    }

    /** After a 401. */
    void forget() {
        tokens.forget();
    }

    private Issued signIn(Optional<Consent> consent) {
        if (consent.isEmpty()) {
            return new Issued(sandboxToken, Duration.ofDays(1).toSeconds(), null);
        }
        var token = signIn.token(Map.of(
                "grant_type", "refresh_token", "refresh_token", consent.get().refreshToken()));
        return new Issued(token.accessToken(), token.expiresIn(), token.refreshToken());
    }

    private static RuntimeException refusal(Response response) {
        var error = SignInError.of(response);
        if (error.needsAPerson()) {
            return new SystemAccessLost("QuickBooks' sign-in refuses us; connect the company anew"
                    + " (tenantry.accounting.refresh-token), then retry. Its answer was " + error.words());
        }
        return new SystemUnavailable("QuickBooks' sign-in answered " + error.words());
    }

    private static RuntimeException noAnswer(FeignException broken) {
        return new SystemUnavailable("QuickBooks' sign-in gave no usable answer: " + broken.getMessage(), broken);
    }
}
