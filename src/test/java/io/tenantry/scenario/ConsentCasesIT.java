package io.tenantry.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.provider.Providers;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;

/**
 * What stops for want of a consent or of credentials, and goes on once they are renewed. Provisioning best practices §10.
 * A quarter of a year passes and nothing reaches the provider meanwhile, so the next story begins in a house of its own.
 */
@DirtiesContext(classMode = DirtiesContext.ClassMode.AFTER_CLASS)
class ConsentCasesIT extends RemediationScenario {

    private static final String PARTNER_CENTER = "partner-center";

    @Autowired
    private Providers providers;

    @Autowired
    private JdbcClient jdbc;

    /** All stories sign in as the application alone. */
    @AfterEach
    void nobodyElseNeedsAPerson() {
        jdbc.sql("delete from integration_consent where system = 'partner-center'")
                .update();
        outside.asksForAPersonsConsent(false);
        providers.verifyConnectivity(PARTNER_CENTER);
        retries();
    }

    @Test
    @Tells("consentTooOldForChange")
    void aConsentOfNinetyDaysIsRenewedFromTheCaseAndTheChangeGoesOn() {
        var company = onboarded(domain("ninety"));
        var number = active(company, Map.of());
        providers.renewConsent(PARTNER_CENTER, outside.consents(), "The first one");
        outside.asksForAPersonsConsent(true);
        providers.verifyConnectivity(PARTNER_CENTER);
        time.moveBy(Duration.ofDays(91));
        var change = changeTo(number, 30, Map.of());
        runJobs();
        retries();

        var found = decided(change, "CONSENT_LAPSED", "RENEW_CONSENT");
        assertThat(found.path("words").asText()).contains("91 days old", PARTNER_CENTER);
        assertThat(found.at("/fixes/0/inputs/0/kind").asText()).isEqualTo("SECRET");
        assertRefused(billing, found, "RENEW_CONSENT", Map.of("refreshToken", "none"));
        assertThat(tryFix(operator, found, "RENEW_CONSENT", Map.of("refreshToken", "mistyped"))
                        .getBody()
                        .path("detail")
                        .asText())
                .contains("cannot be reached yet");
        var token = outside.consents();
        fix(operator, caseOf(change), "RENEW_CONSENT", Map.of("refreshToken", token));
        scan();

        assertThat(provisioning(change)).isEqualTo("PROVISIONED");
        assertThat(evidence(number(found)).toString()).doesNotContain(token);
        assertThat(operator.list("/api/v1/audit?subject=" + PARTNER_CENTER).toString())
                .contains("consent-renewed")
                .doesNotContain(token);
        assertClosed(found);
    }

    @Test
    @Tells("consentLapsed")
    void aConnectorWithOneOfItsTwoConsentsSyncsOnceBothAreGiven() {
        outside.asksForAPersonsConsent(true);
        var sync = number(operator.post("/api/v1/provider-syncs", Map.of()));
        runJobs();
        retries();

        var found = caseOf(sync);
        assertThat(found.path("symptom").asText()).isEqualTo("STEP_STOPPED");
        decided(sync, "CREDENTIALS_EXPIRED", "VERIFY_CONNECTIVITY");
        assertThat(found.path("words").asText()).contains("Renew both consents");
        assertThat(tryFix(operator, found, "VERIFY_CONNECTIVITY", Map.of())
                        .getStatusCode()
                        .value())
                .isEqualTo(422);
        fix(operator, caseOf(sync), "RENEW_CONSENT", Map.of("refreshToken", outside.consents()));
        retries();

        assertThat(operator.get("/api/v1/provider-syncs/" + sync).path("status").asText())
                .isEqualTo("FINISHED");
        scan();
        assertClosed(found);
    }

    @Test
    @Tells("credentialsAfterInvoice")
    void anInvoiceWhoseStepLostItsCredentialsGoesOutOnceTheyAreRenewed() {
        var company = onboarded(domain("books"));
        active(company, Map.of());
        var fault = outside.fault("*", "/v3/company/**", Map.of("kind", "STATUS", "status", 401));
        moveTo(today().plusDays(2));
        runJobs();
        retries();
        var invoice = billing.list("/api/v1/invoices?contract=" + company.contract())
                .get(0)
                .path("number")
                .asText();

        var found = decided(invoice, "CREDENTIALS_EXPIRED", "RETRY_STEP");
        assertThat(found.path("words").asText()).contains("renew the consent");
        outside.endOf(fault);
        fix(operator, found, "RETRY_STEP", Map.of());
        scan();

        assertThat(outside.postingsOf(invoice)).hasSize(1);
        assertClosed(found);
        assertThat(openCasesOf(invoice)).isEmpty();
    }
}
