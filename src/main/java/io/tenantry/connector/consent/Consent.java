package io.tenantry.connector.consent;

import java.time.Instant;

/**
 * A person's consent that we act for them at a foreign system, as the refresh token that stands for it.
 *
 * @param consentedAt when the person consented, as far as we know: when we first saw it
 * @param issuedAt when this token was issued; its 90 days count from here
 */
public record Consent(String refreshToken, Instant consentedAt, Instant issuedAt) {

    @Override
    public String toString() {
        return "Consent[consentedAt=" + consentedAt + ", issuedAt=" + issuedAt + "]";
    }
}
