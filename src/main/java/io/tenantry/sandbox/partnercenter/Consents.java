package io.tenantry.sandbox.partnercenter;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenantry.sandbox.fault.FaultFilter;
import io.tenantry.sandbox.http.Dialect;
import io.tenantry.sandbox.http.WireError;
import io.tenantry.sandbox.world.Documents;
import io.tenantry.sandbox.world.Identifiers;
import io.tenantry.sandbox.world.Json;
import io.tenantry.sandbox.world.SandboxClock;
import io.tenantry.sandbox.world.World;
import java.time.Duration;
import java.time.Instant;

/**
 * What a person has consented to: authorisation codes and refresh tokens.
 *
 * <p>A refresh token dies 90 days after its own issue. Using it does not prolong it: each use returns a new one, and who
 * keeps to the old is cut off on its 90th day.
 */
public final class Consents {

    /**
     * Stands for a person who has signed in and pressed Accept: as a code it can be redeemed again and again, as a refresh
     * token it counts as issued when it is first used.
     */
    static final String STANDING_CONSENT = "sandbox-consent";

    private static final Duration INACTIVITY = Duration.ofDays(90);
    private static final Duration CODE_LIFETIME = Duration.ofMinutes(10);
    private static final String ISSUED = "issuedAt";
    private static final String REVOKED = "revoked";

    private final Documents codes;
    private final Documents refreshTokens;
    private final SandboxClock clock;

    public Consents(World world, SandboxClock clock) {
        this.codes = world.documents("authorization-codes");
        this.refreshTokens = world.documents("refresh-tokens");
        this.clock = clock;
    }

    String newCode() {
        return remember(codes, "sandbox-code-");
    }

    public String newRefreshToken() {
        return remember(refreshTokens, "sandbox-rt-");
    }

    private String remember(Documents secrets, String prefix) {
        var secret = prefix + Identifiers.random(32);
        secrets.put(secret, Json.object().put(ISSUED, clock.instant().toString()));
        return secret;
    }

    /** The person who consented has changed the password: nothing of what was granted before is good any more. */
    public void revokeAll() {
        refreshTokens.under("").forEach(entry -> refreshTokens.put(entry.key(), revoked(entry.document())));
        refreshTokens.put(
                STANDING_CONSENT,
                revoked(Json.object().put(ISSUED, clock.instant().toString())));
        codes.clear();
    }

    private static ObjectNode revoked(ObjectNode token) {
        return token.put(REVOKED, true);
    }

    /** A code is good once, for ten minutes. */
    void redeem(String code) {
        if (code.equals(STANDING_CONSENT)) {
            return;
        }
        var known = codes.find(code).orElseThrow(() -> invalidGrant("AADSTS70000: The provided code is not valid."));
        codes.remove(code);
        if (clock.instant().isAfter(issued(known.path(ISSUED).asText()).plus(CODE_LIFETIME))) {
            throw invalidGrant("AADSTS70008: The provided authorization code has expired.");
        }
    }

    void checkRefreshToken(String token) {
        if (token.equals(STANDING_CONSENT) && !refreshTokens.has(token)) {
            refreshTokens.put(token, Json.object().put(ISSUED, clock.instant().toString()));
        }
        var known = refreshTokens
                .find(token)
                .orElseThrow(() -> invalidGrant("AADSTS70000: The provided refresh token is not valid."));
        if (known.path(REVOKED).asBoolean()) {
            throw invalidGrant("AADSTS50173: The provided grant has expired due to it being revoked, a fresh auth token"
                    + " is needed. The user might have changed or reset their password.");
        }
        var issued = issued(known.path(ISSUED).asText());
        if (!clock.instant().isBefore(issued.plus(INACTIVITY))) {
            throw invalidGrant(FaultFilter.expiredAt(issued));
        }
    }

    private static Instant issued(String text) {
        return Instant.parse(text);
    }

    private static WireError invalidGrant(String description) {
        return Dialect.SIGN_IN.error(400, "invalid_grant", description);
    }
}
