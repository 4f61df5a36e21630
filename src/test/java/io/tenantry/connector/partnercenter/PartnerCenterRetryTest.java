package io.tenantry.connector.partnercenter;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.tenantry.provider.ProviderUnavailable;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When Partner Center wants to be asked again; the clock of these tests stands at nine. */
class PartnerCenterRetryTest extends PartnerCenterTest {

    private static final String WORDS =
            "{\"statusCode\":429,\"message\":\"Rate limit is exceeded. Try again in 57 seconds.\"}";
    private static final String USUAL =
            "{\"code\":\"429\",\"description\":\"Too many requests.\",\"source\":\"PartnerFD\"}";

    @ParameterizedTest(name = "HTTP {0}, Retry-After {1}")
    @CsvSource(
            textBlock =
                    """
            429, 57,                            2026-11-22T09:00:57Z
            429, ' 5 ',                         2026-11-22T09:00:05Z
            503, 120,                           2026-11-22T09:02:00Z
            503, 'Sun, 22 Nov 2026 09:10:00 GMT', 2026-11-22T09:10:00Z
            429, 999999999,                     2026-11-23T09:00:00Z
            """)
    void obeysTheHeader(int status, String header, Instant retryAfter) {
        answers(SUBSCRIPTION_PATH, answer(status, USUAL).withHeader("Retry-After", header));

        assertThat(refusal().retryAfter()).isEqualTo(retryAfter);
    }

    @Test
    void obeysTheWordsOf429WhereTheHeaderWasLost() {
        answers(SUBSCRIPTION_PATH, answer(429, WORDS));

        assertThat(refusal().retryAfter()).isEqualTo(Instant.parse("2026-11-22T09:00:57Z"));
    }

    @Test
    void believesTheHeaderRatherThanTheWords() {
        answers(SUBSCRIPTION_PATH, answer(429, WORDS).withHeader("Retry-After", "58"));

        assertThat(refusal().retryAfter()).isEqualTo(Instant.parse("2026-11-22T09:00:58Z"));
    }

    @ParameterizedTest
    @CsvSource({"soon", "-1", "''"})
    void namesNoTimeWhereNoneCanBeRead(String header) {
        answers(SUBSCRIPTION_PATH, answer(503, USUAL).withHeader("Retry-After", header));

        assertThat(refusal().retryAfter()).isNull();
    }

    @Test
    void namesNoTimeWhereNoAnswerCame() {
        answers(SUBSCRIPTION_PATH, aResponse().withStatus(200).withBody("{\"id\":"));

        assertThat(refusal().retryAfter()).isNull();
    }

    private ProviderUnavailable refusal() {
        return catchThrowableOfType(ProviderUnavailable.class, () -> provider.subscription(TENANT, SUBSCRIPTION));
    }

    private static ResponseDefinitionBuilder answer(int status, String body) {
        return aResponse().withStatus(status).withBody(body);
    }
}
