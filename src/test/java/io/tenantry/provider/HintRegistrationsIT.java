package io.tenantry.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenantry.ScenarioTest;
import io.tenantry.shared.PublicAddress;
import io.tenantry.shared.Refused;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.web.client.RestClient;

/** A provider is told by the product itself where to tell of changes, and what stands against that is said. */
class HintRegistrationsIT extends ScenarioTest {

    private static final String PARTNER_CENTER = "partner-center";

    @Autowired
    private Providers providers;

    @Autowired
    private ProviderRows rows;

    @Autowired
    private ProviderConnections connections;

    @Autowired
    private ApplicationEventPublisher events;

    @Autowired
    private PlatformTransactionManager transactions;

    @Autowired
    private JdbcClient jdbc;

    @LocalServerPort
    private int port;

    @Value("${tenantry.sandbox.url}")
    private String sandboxUrl;

    private RestClient sandbox;

    @BeforeEach
    void nothingIsRegistered() {
        sandbox = RestClient.create(sandboxUrl);
        forget();
    }

    @AfterEach
    void forget() {
        sandbox.delete().uri("/sandbox/webhooks/registration").retrieve().toBodilessEntity();
        jdbc.sql(
                        """
                        update provider set webhook_registered = null, webhook_address = null, webhook_message = null,
                                            webhook_checked_at = null
                        where name = 'partner-center'""")
                .update();
    }

    @Test
    void itIsRegisteredOnceAndAgainWhenItIsLost() {
        var here = "http://localhost:" + port;
        var registrations = reachedAt(here);

        registrations.ensure(provider());
        var first = hints();
        registrations.ensure(provider());
        sandbox.delete().uri("/sandbox/webhooks/registration").retrieve().toBodilessEntity();
        registrations.ensure(provider());

        assertThat(first.registered()).isTrue();
        assertThat(first.address()).isEqualTo(here + "/webhooks/partner-center");
        assertThat(first.message()).isEqualTo("Tells of subscription-updated, test-created");
        assertThat(hints().registered()).isTrue();
        assertThat(registered().path("WebhookUrl").asText()).isEqualTo(here + "/webhooks/partner-center");
        assertThat(page()).contains("tells us of changes", here + "/webhooks/partner-center");
        assertThat(jdbc.sql("select count(*) from audit_entry where subject = 'partner-center' and action = :action")
                        .param("action", "webhook-registered")
                        .query(Integer.class)
                        .single())
                .as("a registration that is there already is no act")
                .isGreaterThanOrEqualTo(1);
    }

    @Test
    void whereNobodyHasSaidWhereWeAreTheProviderIsToldNothingAndThePageSaysWhatToSet() {
        reachedAt("").ensure(provider());

        assertThat(hints().registered()).isFalse();
        assertThat(hints().message()).contains("set tenantry.public-url to its address");
        assertThat(page()).contains("does not tell us of changes", "set tenantry.public-url");
        assertThatThrownBy(() -> reachedAt("").require(provider(), false))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("set tenantry.public-url");
    }

    @Test
    void somebodyElsesAddressIsReplacedOnlyByAPerson() {
        asPartner()
                .post()
                .uri("/webhooks/v1/registration")
                .contentType(MediaType.APPLICATION_JSON)
                .body("{\"WebhookUrl\":\"https://other.example/hook\",\"WebhookEvents\":[\"subscription-updated\"]}")
                .retrieve()
                .toBodilessEntity();
        var registrations = reachedAt("http://localhost:" + port);

        registrations.ensure(provider());
        var refused = hints();
        registrations.require(provider(), true);

        assertThat(refused.registered()).isFalse();
        assertThat(refused.message()).contains("tells of changes at https://other.example/hook and knows one address");
        assertThat(hints().registered()).isTrue();
    }

    @Test
    void aProviderThatDoesNotAnswerIsSaidToBeSilentAndStopsNobody() {
        var fault = sandbox.post()
                .uri("/sandbox/faults")
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of(
                        "method", "GET", "pathPattern", "/webhooks/v1/registration", "kind", "STATUS", "status", 503))
                .retrieve()
                .body(JsonNode.class)
                .path("id")
                .asText();

        reachedAt("http://localhost:" + port).ensure(provider());
        sandbox.delete().uri("/sandbox/faults/" + fault).retrieve().toBodilessEntity();

        assertThat(hints().registered()).isFalse();
        assertThat(hints().message()).contains("503");
    }

    @Test
    void anAdministratorIsToldWhatIsMissing() {
        var answer = as("admin")
                .post()
                .uri("/api/v1/providers/partner-center/webhook-registrations")
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of("replaceOther", false))
                .retrieve()
                .toEntity(JsonNode.class);

        assertThat(answer.getStatusCode().value()).isEqualTo(422);
        assertThat(answer.getBody().path("type").asText()).endsWith("/no-public-url");
    }

    /** The stories' application does not know its port before it runs, so it is told here. */
    private HintRegistrations reachedAt(String address) {
        return new HintRegistrations(rows, connections, new PublicAddress(address, "8080"), time, events, transactions);
    }

    private ProviderView provider() {
        return providers.view(PARTNER_CENTER);
    }

    private ProviderView.Hints hints() {
        return provider().hints();
    }

    private String page() {
        return as("operator").get().uri("/providers").retrieve().body(String.class);
    }

    private JsonNode registered() {
        return asPartner().get().uri("/webhooks/v1/registration").retrieve().body(JsonNode.class);
    }

    private RestClient asPartner() {
        var grant = sandbox.post()
                .uri("/partner/oauth2/token")
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .body("grant_type=client_credentials&client_id=test&client_secret=test"
                        + "&resource=https://api.partnercenter.microsoft.com")
                .retrieve()
                .body(JsonNode.class);
        return sandbox.mutate()
                .defaultHeader(
                        "Authorization", "Bearer " + grant.path("access_token").asText())
                .build();
    }
}
