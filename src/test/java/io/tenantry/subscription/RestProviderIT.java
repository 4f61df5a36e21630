package io.tenantry.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenantry.catalog.OfferedProduct;
import io.tenantry.connector.SandboxWorld;
import io.tenantry.customer.TenantFound;
import io.tenantry.provider.ProviderSubscription;
import io.tenantry.provider.Providers;
import io.tenantry.shared.Money;
import io.tenantry.sync.Reconciliations;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** A provider that an administrator connects by settings, from the connection to changed licences, over real HTTP. */
class RestProviderIT extends LedgerScenario {

    private static SandboxWorld world;

    @Autowired
    private Providers providers;

    @Autowired
    private Reconciliations reconciliations;

    private String tenantId;

    @BeforeAll
    static void open() {
        world = new SandboxWorld();
    }

    @AfterAll
    static void close() {
        world.close();
    }

    @Test
    void provisionsAndChangesAtAProviderThatWasConnectedByTemplates() throws IOException {
        var provider = "acme-" + name.substring(0, 6);
        var connected = connect(provider, "dk_" + name);
        var page = as("admin").get().uri("/providers").retrieve().toEntity(String.class);
        var subscription = subscriptions.create(tenSeatsAt(provider)).number();
        world.fault("PUT", "/**/seats", "\"TIMEOUT_AFTER\",\"times\":1");
        runJobs();
        changes.request(ChangeCommand.quantity(subscription, 14, "Four more"));
        runJobs();
        var lost = changes.get(lastChange(subscription)).change();
        time.moveBy(Duration.ofMinutes(1));
        runJobs();

        assertThat(connected.getStatusCode().value()).isEqualTo(201);
        assertThat(connected.getBody().toString()).doesNotContain("dk_" + name);
        assertThat(page.getBody()).contains("Acme Cloud").contains("Nobody looked yet.");
        assertThat(lost.provisioningStatus()).isEqualTo(ProvisioningStatus.AWAITING_PROVISIONING);
        assertThat(lost.waiting().reason()).isEqualTo(WaitingFor.PROVIDER_UNREACHABLE);
        assertThat(statusOf(lastChange(subscription))).isEqualTo(ProvisioningStatus.PROVISIONED);
        assertThat(subscriptions.get(subscription).providerSubscriptionId()).startsWith("s-");
        assertThat(providers.automatic(provider).subscriptions(tenantId))
                .extracting(ProviderSubscription::quantity)
                .containsExactly(14);
    }

    /** 10 seats, of which somebody makes 16 in the distributor's portal; 2 more come on top of them. */
    @Test
    void undoesNothingThatSomebodyChangedInTheDistributorsPortal() throws IOException {
        var provider = "acme-" + name.substring(0, 6);
        connect(provider, "dk_" + name);
        var subscription = subscriptions.create(tenSeatsAt(provider)).number();
        runJobs();
        var id = subscriptions.get(subscription).providerSubscriptionId();
        changes.request(ChangeCommand.quantity(subscription, 12, "Two more"));
        var change = lastChange(subscription);
        world.call("PUT", "/distributor/tenants/" + tenantId + "/subscriptions/" + id + "/seats", "{\"seats\":16}");
        runJobs();
        var refused = changes.get(change).change();

        reconciliations.reconcile(change, Keep.BOTH, "They want both");
        runJobs();

        assertThat(refused.provisioningStatus()).isEqualTo(ProvisioningStatus.FAILED_PROVISIONING);
        assertThat(refused.providerMessage())
                .contains("holds 16", "10 before this change to 12", "or both (18)", "(edited-there)");
        assertThat(statusOf(change)).isEqualTo(ProvisioningStatus.PROVISIONED);
        assertThat(subscriptions.get(subscription).quantity()).isEqualTo(18);
        assertThat(providers.automatic(provider).subscriptions(tenantId))
                .extracting(ProviderSubscription::quantity)
                .containsExactly(18);
    }

    @Test
    void connectsNothingWhoseTemplatesAreWrongOrThatASandboxMustNotReach() throws IOException {
        var settings = settings();
        ((ObjectNode) settings.at("/calls/placeOrder")).put("path", "/tenants/{{tenant}}/orders");
        var wrong = connect("acme-wrong", "dk_1", settings);
        var production = connect("acme-live", "dk_1", settings().put("baseUrl", "https://api.acme.example/v2"));

        assertThat(wrong.getStatusCode().value()).isEqualTo(422);
        assertThat(wrong.getBody().path("detail").asText()).startsWith("The setting calls.placeOrder.path");
        assertThat(production.getStatusCode().value()).isEqualTo(422);
        assertThat(production.getBody().path("detail").asText()).contains("which may be production");
    }

    private NewSubscription tenSeatsAt(String provider) {
        tenantId = world.call(
                        "POST",
                        "/distributor/tenants",
                        "{\"company_name\":\"Contoso\",\"primary_domain\":\"%s.example\"}".formatted(name))
                .path("tenant_uid")
                .asText();
        accounts.record(List.of(new TenantFound(provider, tenantId, "Contoso", name + ".acme.example")));
        var account = accounts.map(
                accounts.find(provider, tenantId).orElseThrow().number(), customer.number(), "Signed the offer");
        products.record(provider, List.of(new OfferedProduct("CAD-PRO", "CAD", "CAD", "Acme")));
        listed(provider, "CAD-PRO", "12.00");
        return new NewSubscription(
                account.number(),
                "CAD-PRO",
                null,
                null,
                10,
                "MONTHLY",
                "P1Y",
                "MONTHLY",
                Money.of("12.00", "USD"),
                today(),
                true,
                null,
                true,
                true,
                true);
    }

    private ResponseEntity<JsonNode> connect(String provider, String secret) throws IOException {
        return connect(provider, secret, settings());
    }

    private ResponseEntity<JsonNode> connect(String provider, String secret, JsonNode settings) {
        return as("admin")
                .post()
                .uri("/api/v1/providers")
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of(
                        "name",
                        provider,
                        "connection",
                        Map.of(
                                "displayName",
                                "Acme Cloud",
                                "protocol",
                                "REST",
                                "capabilities",
                                List.of("ORDERS", "SUBSCRIPTIONS", "QUANTITY_CHANGES"),
                                "settings",
                                settings,
                                "secret",
                                secret)))
                .retrieve()
                .toEntity(JsonNode.class);
    }

    private static ObjectNode settings() throws IOException {
        try (var example = RestProviderIT.class.getResourceAsStream("/sandbox/distributor.json")) {
            return ((ObjectNode) new ObjectMapper().readTree(example)).put("baseUrl", world.url() + "/distributor/v2");
        }
    }
}
