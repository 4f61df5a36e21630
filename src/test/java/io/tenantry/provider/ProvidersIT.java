package io.tenantry.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenantry.ScenarioTest;
import io.tenantry.audit.AuditTrail;
import io.tenantry.shared.NotFound;
import io.tenantry.shared.Refused;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** The register against the real database and over real HTTP. */
class ProvidersIT extends ScenarioTest {

    @Autowired
    private Providers providers;

    @Autowired
    private AuditTrail audit;

    @Test
    void knowsOneProviderOfEachKindFromTheStart() {
        assertThat(providers.view("partner-center").kind()).isEqualTo(ProviderKind.AUTOMATIC);
        assertThat(providers.view("manual").kind()).isEqualTo(ProviderKind.MANUAL);
        assertThat(providers.view("do-nothing").kind()).isEqualTo(ProviderKind.DO_NOTHING);
        assertThat(providers.view("linked-subscription").kind()).isEqualTo(ProviderKind.LINKED);
        assertThatThrownBy(() -> providers.view("nobody")).isInstanceOf(NotFound.class);
    }

    @Test
    void speaksWithAutomaticProvidersOnly() {
        assertThat(providers.automatic("partner-center").name()).isEqualTo("partner-center");
        assertThatThrownBy(() -> providers.automatic("manual"))
                .isInstanceOf(Refused.class)
                .hasMessage(
                        "Provider 'manual' (Ordered by hand) is MANUAL: there is no connection to speak over; Tenantry"
                                + " mails operations, and a person confirms");
        assertThat(providers.automaticThatCan(ProviderCapability.ACCOUNTS))
                .extracting(ProviderView::name)
                .contains("partner-center")
                .doesNotContain("manual", "do-nothing", "linked-subscription");
    }

    @Test
    void refusesWhatAProviderCannotAndNamesBoth() {
        providers.require("partner-center", ProviderCapability.PRODUCT_CHANGES, "Subscription SUB-1");

        assertThatThrownBy(() -> providers.require(
                        "linked-subscription", ProviderCapability.PRODUCT_CHANGES, "Subscription SUB-1"))
                .isInstanceOf(Refused.class)
                .hasMessageStartingWith(
                        "Subscription SUB-1 needs Provider 'linked-subscription' (Provisioned by a linked"
                                + " parent subscription) to move a subscription to another product, which it cannot (capability"
                                + " PRODUCT_CHANGES)");
    }

    @Test
    void isDeactivatedAndActivatedByAdministratorsWithAReason() {
        var refused = post("operator", "/api/v1/providers/do-nothing/deactivation", Map.of("reason", "Look"));
        var silent = post("admin", "/api/v1/providers/do-nothing/deactivation", Map.of("reason", " "));

        assertThat(refused.getStatusCode().value()).isEqualTo(403);
        assertThat(silent.getStatusCode().value()).isEqualTo(400);
        try {
            var resting = post("admin", "/api/v1/providers/do-nothing/deactivation", Map.of("reason", "Under review"));
            var twice = post("admin", "/api/v1/providers/do-nothing/deactivation", Map.of("reason", "Under review"));

            assertThat(resting.getBody().path("active").asBoolean()).isFalse();
            assertThat(twice.getStatusCode().value()).isEqualTo(422);
            providers.require("do-nothing", ProviderCapability.ORDERS, "Subscription SUB-1");
        } finally {
            post("admin", "/api/v1/providers/do-nothing/activation", Map.of("reason", "Reviewed"));
        }
        assertThat(providers.view("do-nothing").active()).isTrue();
        assertThat(audit.of("do-nothing"))
                .extracting("action", "actor", "reason")
                .endsWith(
                        org.assertj.core.groups.Tuple.tuple("provider-deactivated", "admin", "Under review"),
                        org.assertj.core.groups.Tuple.tuple("provider-activated", "admin", "Reviewed"));
    }

    @Test
    void keepsWhatTheLastLookAtAConnectionFound() {
        var found = post("operator", "/api/v1/providers/manual/connectivity-checks", Map.of());

        assertThat(found.getBody().path("connected").asBoolean()).isTrue();
        assertThat(providers.view("manual").lastConnected()).isTrue();
        assertThat(providers.view("manual").lastMessage())
                .isEqualTo("Nothing to connect: Tenantry mails operations, and a person confirms");
        assertThat(providers.view("manual").lastCheckedAt()).isNotNull();
    }

    @Test
    void aPageShowsThemAllWithTheActsOfWhoLooks() {
        var administrator = page("admin");
        var operator = page("operator");
        var auditor = page("auditor");

        assertThat(administrator)
                .contains("Microsoft Partner Center", "Nothing to provision", "Verify now", "Deactivate");
        assertThat(operator).contains("Verify now").doesNotContain("Deactivate");
        assertThat(auditor).contains("Microsoft Partner Center").doesNotContain("Verify now", "Deactivate");
    }

    private String page(String logIn) {
        return String.valueOf(as(logIn).get().uri("/providers").retrieve().body(String.class));
    }

    @Test
    void connectsNothingByAProtocolThatNobodySpeaks() {
        var answer = post(
                "admin",
                "/api/v1/providers",
                Map.of(
                        "name",
                        "acme-soap",
                        "connection",
                        Map.of(
                                "displayName",
                                "Acme",
                                "protocol",
                                "SOAP",
                                "capabilities",
                                new String[] {"ORDERS"},
                                "settings",
                                Map.of())));

        assertThat(answer.getStatusCode().value()).isEqualTo(422);
        assertThat(answer.getBody().path("detail").asText())
                .contains("Protocol 'SOAP' cannot be connected by settings");
    }

    private ResponseEntity<JsonNode> post(String logIn, String path, Object body) {
        return as(logIn)
                .post()
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .retrieve()
                .toEntity(JsonNode.class);
    }
}
