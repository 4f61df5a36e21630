package io.tenantry.connector.consent;

import java.util.Optional;

/**
 * The consent for one system.
 *
 * @param configured the refresh token in the settings; empty if there is none
 */
public record SystemConsent(Consents consents, String system, String configured) {

    public Optional<Consent> current() {
        return consents.current(system, configured);
    }

    void renew(String refreshToken) {
        consents.renew(system, configured, refreshToken);
    }

    void rotate(String refreshToken) {
        consents.rotate(system, refreshToken);
    }

    @Override
    public String toString() {
        return "SystemConsent[" + system + "]";
    }
}
