package io.tenantry.connector.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.tenantry.ScenarioTest;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

class ConsentsIT extends ScenarioTest {

    private final String system = "system-" + UUID.randomUUID();

    @Autowired
    private Consents consents;

    @Autowired
    private JdbcClient database;

    @Autowired
    private TransactionTemplate transaction;

    @Test
    void hasNoConsentBeforeSomebodyGaveOne() {
        assertThat(consents.current(system, "")).isEmpty();
    }

    @Test
    void beginsWithTheConfiguredTokenAndGoesOnWithTheRotatedOne() {
        var first = consents.current(system, "configured").orElseThrow();

        consents.rotate(system, "second");
        var second = consents.current(system, "configured").orElseThrow();

        assertThat(first.refreshToken()).isEqualTo("configured");
        assertThat(first.issuedAt()).isEqualTo(first.consentedAt());
        assertThat(second.refreshToken()).isEqualTo("second");
        assertThat(second.consentedAt()).isEqualTo(first.consentedAt());
        assertThat(second.issuedAt()).isAfterOrEqualTo(first.issuedAt());
    }

    @Test
    void takesAnotherConfiguredTokenForANewConsent() {
        consents.current(system, "configured");
        consents.rotate(system, "second");

        assertThat(consents.current(system, "consented anew").orElseThrow().refreshToken())
                .isEqualTo("consented anew");
    }

    @Test
    void goesOnWithoutTheSettingOnceItHasBegun() {
        consents.current(system, "configured");

        assertThat(consents.current(system, "").orElseThrow().refreshToken()).isEqualTo("configured");
    }

    @Test
    void keepsARotatedTokenThoughTheJobThatNeededItRollsBack() {
        consents.current(system, "configured");

        transaction.executeWithoutResult(job -> {
            consents.rotate(system, "second");
            job.setRollbackOnly();
        });

        assertThat(consents.current(system, "configured").orElseThrow().refreshToken())
                .isEqualTo("second");
    }

    @Test
    void keepsNoTokenInClearText() {
        consents.current(system, "a very secret token");

        var stored = database.sql("select refresh_token || origin from integration_consent where system = :system")
                .param("system", system)
                .query(String.class)
                .single();

        assertThat(stored).doesNotContain("secret");
        assertThat(consents.current(system, "").orElseThrow().toString()).doesNotContain("secret");
    }

    @Test
    void saysWhatToDoWhenTheKeyIsAnother() {
        consents.current(system, "configured");
        database.sql("update integration_consent set refresh_token = :other where system = :system")
                .param("other", "00".repeat(64))
                .param("system", system)
                .update();

        assertThatIllegalStateException()
                .isThrownBy(() -> consents.current(system, ""))
                .withMessageContaining("restore that key");
    }
}
