package io.tenantry.connector.partnercenter;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.tenantry.connector.Environment;
import io.tenantry.connector.Settings;
import io.tenantry.connector.consent.Consents;
import io.tenantry.decision.DecisionTables;
import io.tenantry.provider.Provider;
import io.tenantry.shared.TimeMachine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A Partner Center that answers what the manual says, recorded by hand in {@code partnercenter/}. */
abstract class PartnerCenterTest {

    static final String TENANT = "0c39d6d5-c70d-4c55-bc02-f620844f3fd1";
    static final String SUBSCRIPTION = "a4c1340d-6911-4758-bba3-0c4c6007d161";
    static final String SUBSCRIPTION_PATH = "/v1/customers/" + TENANT + "/subscriptions/" + SUBSCRIPTION;
    static final String TOKEN_PATH = "/partner/oauth2/token";
    static final String REQUEST = "7d1a1bd5-2c5b-4f0c-9c05-0f2b8d1d5a11";

    @RegisterExtension
    static final WireMockExtension MICROSOFT = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort().http2PlainDisabled(true))
            .build();

    final TimeMachine clock = new TimeMachine(
            Clock.fixed(Instant.parse("2026-11-22T09:00:00Z"), ZoneOffset.UTC), Duration.ZERO, event -> {});
    final Consents consents = mock();
    Provider provider;

    @BeforeEach
    void signInAsTheApplication() {
        given(consents.current(anyString(), anyString())).willReturn(Optional.empty());
        MICROSOFT.stubFor(post(TOKEN_PATH).willReturn(recorded(200, "token-application.json")));
        provider = provider(Map.of());
    }

    Provider provider(Map<String, Object> changed) {
        var values = new java.util.HashMap<String, Object>(
                Map.of("base-url", MICROSOFT.baseUrl(), "login-url", MICROSOFT.baseUrl(), "page-size", 2));
        values.putAll(changed);
        var settings = Settings.of(PartnerCenterProperties.class, "tenantry.partner-center", values);
        var configuration = new PartnerCenterConfiguration();
        var token = configuration.partnerCenterToken(settings, consents, clock);
        var errors = configuration.partnerCenterErrors(DecisionTables.providerErrorLane(), token, clock);
        return configuration.partnerCenter(Settings.in(Environment.SANDBOX), settings, token, errors);
    }

    static ResponseDefinitionBuilder recorded(int status, String file) {
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/json; charset=utf-8")
                .withBody(text(file));
    }

    static String text(String file) {
        try (var recording = PartnerCenterTest.class.getResourceAsStream("/partnercenter/" + file)) {
            return new String(recording.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static void answers(String path, ResponseDefinitionBuilder answer) {
        MICROSOFT.stubFor(
                WireMock.any(WireMock.urlPathEqualTo(path)).atPriority(6).willReturn(answer));
    }

    static List<LoggedRequest> requests(String method, String path) {
        return MICROSOFT.findAll(WireMock.anyRequestedFor(WireMock.urlPathEqualTo(path))).stream()
                .filter(request -> request.getMethod().value().equals(method))
                .toList();
    }
}
