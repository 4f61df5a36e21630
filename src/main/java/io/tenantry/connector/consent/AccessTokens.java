package io.tenantry.connector.consent;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The access token of one system, kept until a minute before it expires. Each renewal keeps the refresh token that came
 * back with it, since the one just used may be the last one's last day.
 */
public final class AccessTokens {

    /** A token that is about to expire could do so on its way. */
    private static final Duration SAFETY_MARGIN = Duration.ofMinutes(1);

    private final SystemConsent consent;
    private final Grant grant;
    private final Clock clock;
    private @Nullable Held held;

    public AccessTokens(SystemConsent consent, Grant grant, Clock clock) {
        this.consent = consent;
        this.grant = grant;
        this.clock = clock;
    }

    /** How a system issues tokens. */
    public interface Grant {

        /** @param consent empty where nobody has consented */
        Issued ask(Optional<Consent> consent);
    }

    /**
     * @param expiresIn in seconds
     * @param refreshToken replaces the one that was used; null where there was none
     */
    public record Issued(String accessToken, long expiresIn, @Nullable String refreshToken) {

        public Issued {
            Objects.requireNonNull(accessToken, "access token");
        }

        @Override
        public String toString() {
            return "Issued[expiresIn=" + expiresIn + "]";
        }
    }

    private record Held(String accessToken, Instant goodUntil) {}

    public synchronized String current() {
        var token = held;
        return token == null || !clock.instant().isBefore(token.goodUntil()) ? renew() : token.accessToken();
    }

    /** Fetches a new token now, whether or not the present one is still good. */
    public synchronized String renew() {
        var issued = grant.ask(consent.current());
        if (issued.refreshToken() != null) {
            consent.rotate(issued.refreshToken());
        }
        hold(issued);
        return issued.accessToken();
    }

    private void hold(Issued issued) {
        held = new Held(
                issued.accessToken(),
                clock.instant().plusSeconds(issued.expiresIn()).minus(SAFETY_MARGIN));
    }

    /**
     * Goes on with a new consent. It is tried before it is kept: a mistyped token leaves the present one in place.
     *
     * @param refreshToken of the new consent
     */
    public synchronized void renewWith(String refreshToken) {
        var now = clock.instant();
        var issued = grant.ask(Optional.of(new Consent(refreshToken, now, now)));
        consent.renew(Objects.requireNonNullElse(issued.refreshToken(), refreshToken));
        hold(issued);
    }

    /** After the system refused the token: the next call fetches a new one. */
    public synchronized void forget() {
        held = null;
    }

    public Optional<Consent> consent() {
        return consent.current();
    }
}
