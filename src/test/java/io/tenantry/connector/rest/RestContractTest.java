package io.tenantry.connector.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenantry.connector.Endpoint;
import io.tenantry.connector.Environment;
import io.tenantry.connector.ProviderContract;
import io.tenantry.connector.Settings;
import io.tenantry.decision.DecisionTables;
import io.tenantry.provider.Provider;
import io.tenantry.provider.ProviderAccessLost;
import io.tenantry.provider.ProviderCapability;
import io.tenantry.provider.ProviderConnection;
import io.tenantry.shared.FieldRefused;
import io.tenantry.shared.Refused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.security.crypto.encrypt.Encryptors;
import org.springframework.security.crypto.encrypt.TextEncryptor;

/** A provider that is connected by templates alone keeps to the same port, though it speaks quite differently. */
class RestContractTest extends ProviderContract {

    private static final Set<ProviderCapability> CAPABILITIES = EnumSet.of(
            ProviderCapability.ACCOUNTS,
            ProviderCapability.SUBSCRIPTIONS,
            ProviderCapability.ORDERS,
            ProviderCapability.QUANTITY_CHANGES,
            ProviderCapability.CANCELLATIONS);

    private final TextEncryptor secrets = Encryptors.delux("a key of thirty two characters!!", "74656e616e747279");

    @Override
    protected Provider connect() {
        return protocol(Environment.SANDBOX).connect(connection("dk_test", settings()));
    }

    @Override
    protected String tenant(String domain) {
        return world.call(
                        "POST",
                        "/distributor/tenants",
                        "{\"company_name\":\"Contoso\",\"primary_domain\":\"%s\"}".formatted(domain))
                .path("tenant_uid")
                .asText();
    }

    @Override
    protected String partNumber() {
        return "CAD-PRO";
    }

    @Override
    protected String soldOut() {
        return "SOLD-OUT-1";
    }

    @Override
    protected String placing() {
        return "/**/orders";
    }

    @Override
    protected String setting() {
        return "/**/seats";
    }

    @Override
    protected String settingMethod() {
        return "PUT";
    }

    @Test
    void keepsItsSecretSealedAndSaysWhenItIsRefused() {
        var connection = connection("sk_of_somebody_else", settings());
        var refused = protocol(Environment.SANDBOX).connect(connection);

        assertThat(connection.sealedSecret()).doesNotContain("somebody");
        assertThatThrownBy(() -> refused.subscriptions(tenant))
                .isInstanceOf(ProviderAccessLost.class)
                .hasMessageContaining("The API key is missing, wrong or withdrawn");
    }

    @Test
    void acceptsTheSettingsThatItWorksWith() {
        protocol(Environment.SANDBOX).check(connection("dk_test", settings()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/calls/placeOrder/path | /tenants/{{tenant}}/orders | calls.placeOrder.path",
                "/calls/placeOrder/path | https://elsewhere.example/ | calls.placeOrder.path",
                "/calls/placeOrder/method | FETCH | calls.placeOrder.method",
                "/calls/placeOrder/body/sku | {{part}} | calls.placeOrder.body",
                "/calls/placeOrder/headers/Idempotency-Key | {{key}} | calls.placeOrder.headers.Idempotency-Key",
                "/calls/accounts/items | tenants | calls.accounts.items",
                "/calls/order/fields/subscriptionId | order.id | calls.order.fields.subscriptionId",
                "/headers/X-Api-Key | {{tenantId}} | headers.X-Api-Key",
                "/errors/lanes/sku_sold_out | PERHAPS | errors.lanes.sku_sold_out"
            })
    void namesTheTemplateAndThePlaceThatIsWrong(String pointer, String wrong, String place) {
        var settings = settings();
        var slash = pointer.lastIndexOf('/');
        ((ObjectNode) settings.at(pointer.substring(0, slash))).put(pointer.substring(slash + 1), wrong);

        assertThatThrownBy(() -> protocol(Environment.SANDBOX).check(connection("dk_test", settings)))
                .isInstanceOfSatisfying(FieldRefused.class, refused -> {
                    assertThat(refused.field()).isEqualTo(place);
                    assertThat(refused.getMessage()).startsWith("The setting " + place);
                });
    }

    @Test
    void namesTheCallThatACapabilityNeeds() {
        var settings = settings();
        ((ObjectNode) settings.get("calls")).remove("findOrder");

        assertThatThrownBy(() -> protocol(Environment.SANDBOX).check(connection("dk_test", settings)))
                .isInstanceOf(Refused.class)
                .hasMessageStartingWith("The setting calls.findOrder is missing");
    }

    @Test
    void neverReachesProductionFromASandboxNorAnythingInTheClear() {
        var abroad = settings().put("baseUrl", "https://api.distributor.example/v2");

        assertThatThrownBy(() -> protocol(Environment.SANDBOX).connect(connection("dk_test", abroad)))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("which may be production");
        assertThatThrownBy(() -> protocol(Environment.PRODUCTION).connect(connection("dk_test", settings())))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("which is not encrypted");
        protocol(Environment.PRODUCTION).connect(connection("dk_test", abroad));
    }

    private RestProtocol protocol(Environment environment) {
        return new RestProtocol(
                Settings.in(environment),
                Set.of("localhost", "127.0.0.1"),
                DecisionTables.providerErrorLane(),
                secrets,
                Clock.systemUTC());
    }

    private ProviderConnection connection(String secret, ObjectNode settings) {
        return new ProviderConnection("acme", "Acme Cloud", CAPABILITIES, settings, secrets.encrypt(secret));
    }

    private ObjectNode settings() {
        try (var example = RestContractTest.class.getResourceAsStream("/sandbox/distributor.json")) {
            var settings = (ObjectNode) Endpoint.JSON.readTree(example);
            return settings.put("baseUrl", world.url() + "/distributor/v2").put("pageSize", 2);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
