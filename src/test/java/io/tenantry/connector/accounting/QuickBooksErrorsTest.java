package io.tenantry.connector.accounting;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;

import com.github.tomakehurst.wiremock.http.Fault;
import io.tenantry.connector.Environment;
import io.tenantry.connector.consent.Consent;
import io.tenantry.postinvoice.PostingRejected;
import io.tenantry.postinvoice.SystemAccessLost;
import io.tenantry.postinvoice.SystemUnavailable;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class QuickBooksErrorsTest extends QuickBooksTest {

    @Test
    void keepsTheWordsOfAFault() {
        answers(INVOICE, 400, text("fault-period-closed.json"));

        assertThatExceptionOfType(PostingRejected.class)
                .isThrownBy(() -> accounting.post(entry(CONTOSO)))
                .withMessage(
                        "QuickBooks answered HTTP 400: Account Period Closed - The account period has closed. (6200)");
        assertThat(posted(INVOICE)).hasSize(1);
    }

    @ParameterizedTest(name = "HTTP {0} with {1}")
    @CsvSource({
        "429, ThrottlingFault",
        "500, SystemFault",
        "503, ServiceUnavailable",
        "400, SystemFault",
        "401, AuthenticationFault",
        "403, AuthorizationFault"
    })
    void repeatsLaterWhenQuickBooksIsInTrouble(int status, String type) {
        answers(INVOICE, status, text("fault-period-closed.json").replace("ValidationFault", type));

        assertThatExceptionOfType(SystemUnavailable.class)
                .isThrownBy(() -> accounting.post(entry(CONTOSO)))
                .withMessageContaining("The account period has closed.");
        assertThat(posted(INVOICE)).hasSize(1);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "400, ''",
        "400, <html>",
        "404, <html>",
        "400, '{\"Fault\":{\"Er'",
        "200, ''",
        "200, '{}'",
        "200, <html>"
    })
    void takesABrokenAnswerForAnUnknownOutcome(int status, String body) {
        answers(INVOICE, status, body);

        assertThatExceptionOfType(SystemUnavailable.class).isThrownBy(() -> accounting.post(entry(CONTOSO)));
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void takesABrokenConnectionForAnUnknownOutcome(Fault fault) {
        INTUIT.stubFor(post(urlPathEqualTo(INVOICE)).willReturn(aResponse().withFault(fault)));

        assertThatExceptionOfType(SystemUnavailable.class).isThrownBy(() -> accounting.post(entry(CONTOSO)));
    }

    @Test
    void signsInOnBehalfOfWhoConnectedTheCompanyAndKeepsTheNewToken() {
        given(consents.current("quickbooks", "")).willReturn(Optional.of(consent()));
        answers(
                TOKEN,
                200,
                "{\"token_type\":\"bearer\",\"expires_in\":3600,\"access_token\":\"at\",\"refresh_token\":\"r2\"}");

        accounting.post(entry(CONTOSO));

        var form = posted(TOKEN).get(0);
        assertThat(form.getHeader("Authorization")).isEqualTo("Basic aWQ6c2VjcmV0");
        assertThat(form.getBodyAsString().split("&"))
                .containsExactlyInAnyOrder("grant_type=refresh_token", "refresh_token=r1");
        assertThat(posted(INVOICE).get(0).getHeader("Authorization")).isEqualTo("Bearer at");
        assertThat(posted(TOKEN)).hasSize(1);
        then(consents).should().rotate("quickbooks", "r2");
    }

    @Test
    void callsForAPersonWhenTheConnectionIsLost() {
        given(consents.current("quickbooks", "")).willReturn(Optional.of(consent()));
        answers(TOKEN, 400, "{\"error\":\"invalid_grant\",\"error_description\":\"Incorrect or expired token\"}");

        assertThatExceptionOfType(SystemAccessLost.class)
                .isThrownBy(() -> accounting.post(entry(CONTOSO)))
                .withMessageContaining("connect the company anew");
    }

    @Test
    void aSandboxNeverPostsToRealBooks() {
        assertThatIllegalStateException()
                .isThrownBy(
                        () -> accounting(Environment.SANDBOX, Map.of("base-url", "https://quickbooks.api.intuit.com")))
                .withMessageContaining("tenantry.accounting.base-url");
        assertThat(accounting(Environment.SANDBOX, Map.of("base-url", "https://sandbox-quickbooks.api.intuit.com"))
                        .name())
                .isEqualTo("quickbooks");
        assertThat(accounting(Environment.PRODUCTION, Map.of("base-url", "https://quickbooks.api.intuit.com"))
                        .name())
                .isEqualTo("quickbooks");
    }

    private static Consent consent() {
        var time = Instant.parse("2026-11-01T00:00:00Z");
        return new Consent("r1", time, time);
    }
}
