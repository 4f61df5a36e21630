package io.tenantry.sandbox.partnercenter;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenantry.sandbox.http.WireError;
import io.tenantry.sandbox.world.Documents;
import io.tenantry.sandbox.world.Identifiers;
import io.tenantry.sandbox.world.Json;
import io.tenantry.sandbox.world.SandboxClock;
import io.tenantry.sandbox.world.World;
import java.time.Duration;
import java.time.Instant;

/** The bearer tokens that Partner Center lets in: each for an hour of the sandbox's clock. */
public final class AccessTokens {

    static final String PARTNER_CENTER = "https://api.partnercenter.microsoft.com";

    /** Retired in August 2025; a token for it is issued and no longer let in. */
    private static final String RETIRED_AUDIENCE = "https://graph.windows.net";

    private static final Duration LIFETIME = Duration.ofSeconds(3600);

    private final Documents tokens;
    private final Behaviour behaviour;
    private final SandboxClock clock;

    public AccessTokens(World world, Behaviour behaviour, SandboxClock clock) {
        this.behaviour = behaviour;
        this.tokens = world.documents("access-tokens");
        this.clock = clock;
    }

    /** The token endpoint's answer; its first version writes numbers as text. */
    ObjectNode issue(boolean withUser, String resource) {
        var now = clock.instant();
        var token = "sandbox-at-" + Identifiers.random(32);
        var expiry = now.plus(LIFETIME);
        tokens.put(
                token,
                Json.object()
                        .put("withUser", withUser)
                        .put("resource", resource)
                        .put("expiresAt", expiry.toString()));
        return Json.object()
                .put("token_type", "Bearer")
                .put("expires_in", Long.toString(LIFETIME.toSeconds()))
                .put("ext_expires_in", Long.toString(LIFETIME.toSeconds()))
                .put("expires_on", Long.toString(expiry.getEpochSecond()))
                .put("not_before", Long.toString(now.getEpochSecond()))
                .put("resource", resource)
                .put("access_token", token);
    }

    /** Lets the bearer in or says why not. */
    void check(String bearer, boolean userRequired) {
        var token = tokens.find(bearer).orElseThrow(() -> unauthorised("The access token is unknown."));
        if (!clock.instant().isBefore(Instant.parse(token.path("expiresAt").asText()))) {
            tokens.remove(bearer);
            throw unauthorised("The access token has expired.");
        }
        if (token.path("resource").asText().startsWith(RETIRED_AUDIENCE)) {
            throw Refusal.of(401, 900420, "The audience " + RETIRED_AUDIENCE + " is retired; use " + PARTNER_CENTER);
        }
        if ((userRequired || behaviour.userRequired())
                && !token.path("withUser").booleanValue()) {
            throw Refusal.of(403, 900329, "This call needs App+User authentication with MFA.");
        }
    }

    /** Every token that is out there is good no longer. */
    public void expireAll() {
        tokens.clear();
    }

    private static WireError unauthorised(String why) {
        return Refusal.of(401, 401, why);
    }
}
