package io.tenantry.connector.consent;

import io.tenantry.shared.Sha256;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.encrypt.TextEncryptor;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The consents, encrypted at rest. A consent begins with a refresh token from the settings and lives on in the tokens
 * that each use returns. Every write is a transaction of its own: a rotated token must survive even if the job that
 * needed it rolls back.
 */
@Component
public class Consents {

    private final JdbcClient database;
    private final TextEncryptor secrets;
    private final Clock clock;

    Consents(JdbcClient database, TextEncryptor secrets, Clock clock) {
        this.database = database;
        this.secrets = secrets;
        this.clock = clock;
    }

    /**
     * The consent to act with.
     *
     * @param configured the refresh token in the settings; a value not seen before is a new consent and replaces the
     *     old one; empty if there is none
     */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public Optional<Consent> current(String system, String configured) {
        if (!configured.isBlank() && !beganWith(system, configured)) {
            begin(system, configured);
        }
        return stored(system);
    }

    /**
     * A person has consented anew. It outlives the settings: their refresh token is the old consent's, and stays without
     * effect until it is another one.
     *
     * @param configured the refresh token in the settings; empty if there is none
     */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void renew(String system, String configured, String refreshToken) {
        database.sql(
                        """
                        insert into integration_consent (system, refresh_token, origin, consented_at, issued_at)
                        values (:system, :token, :origin, :now, :now)
                            on conflict (system) do update
                           set refresh_token = excluded.refresh_token,
                               origin = excluded.origin,
                               consented_at = excluded.consented_at,
                               issued_at = excluded.issued_at
                        """)
                .param("system", system)
                .param("token", secrets.encrypt(refreshToken))
                .param("origin", Sha256.of(configured.isBlank() ? refreshToken : configured))
                .param("now", now())
                .update();
    }

    /** Keeps the token that the system returned in place of the one just used. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void rotate(String system, String refreshToken) {
        database.sql(
                        """
                        update integration_consent
                           set refresh_token = :token, issued_at = greatest(consented_at, :now)
                         where system = :system
                        """)
                .param("system", system)
                .param("token", secrets.encrypt(refreshToken))
                .param("now", now())
                .update();
    }

    private boolean beganWith(String system, String configured) {
        return database.sql("select 1 from integration_consent where system = :system and origin = :origin")
                .param("system", system)
                .param("origin", Sha256.of(configured))
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    private void begin(String system, String configured) {
        database.sql(
                        """
                        insert into integration_consent (system, refresh_token, origin, consented_at, issued_at)
                        values (:system, :token, :origin, :now, :now)
                            on conflict (system) do update
                           set refresh_token = excluded.refresh_token,
                               origin = excluded.origin,
                               consented_at = excluded.consented_at,
                               issued_at = excluded.issued_at
                         where integration_consent.origin <> excluded.origin
                        """)
                .param("system", system)
                .param("token", secrets.encrypt(configured))
                .param("origin", Sha256.of(configured))
                .param("now", now())
                .update();
    }

    private Optional<Consent> stored(String system) {
        return database.sql(
                        """
                        select refresh_token, consented_at, issued_at
                          from integration_consent
                         where system = :system
                        """)
                .param("system", system)
                .query((row, number) -> consent(system, row))
                .optional();
    }

    private Consent consent(String system, ResultSet row) throws SQLException {
        return new Consent(
                decrypted(system, row.getString("refresh_token")),
                row.getObject("consented_at", OffsetDateTime.class).toInstant(),
                row.getObject("issued_at", OffsetDateTime.class).toInstant());
    }

    private String decrypted(String system, String token) {
        try {
            return secrets.decrypt(token);
        } catch (IllegalStateException otherKey) {
            throw new IllegalStateException(
                    "The consent for " + system + " was encrypted with another tenantry.secret-key; restore that key,"
                            + " or delete the row of integration_consent and consent anew",
                    otherKey);
        }
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
