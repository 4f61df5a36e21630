package io.tenantry.connector.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import io.tenantry.connector.ConnectorProperties;
import io.tenantry.connector.Endpoint;
import io.tenantry.decision.ProviderErrorLane;
import io.tenantry.provider.Provider;
import io.tenantry.provider.ProviderConnection;
import io.tenantry.provider.ProviderProtocol;
import io.tenantry.shared.FieldRefused;
import java.time.Clock;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.crypto.encrypt.TextEncryptor;
import org.springframework.stereotype.Component;

/** Connects REST providers by their settings. A sandbox connects only hosts that are known to be no production. */
@Component
class RestProtocol implements ProviderProtocol {

    private static final ObjectReader SETTINGS =
            Endpoint.JSON.readerFor(RestSettings.class).with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private final ConnectorProperties connectors;
    private final Set<String> sandboxHosts;
    private final ProviderErrorLane lanes;
    private final TextEncryptor secrets;
    private final Clock clock;

    RestProtocol(
            ConnectorProperties connectors,
            @Value("${tenantry.rest.sandbox-hosts:localhost,127.0.0.1,[::1],sandbox}") Set<String> sandboxHosts,
            ProviderErrorLane lanes,
            TextEncryptor secrets,
            Clock clock) {
        this.connectors = connectors;
        this.sandboxHosts = sandboxHosts;
        this.lanes = lanes;
        this.secrets = secrets;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "REST";
    }

    @Override
    public void check(ProviderConnection connection) {
        RestCheck.check(admitted(read(connection.settings())), connection.capabilities());
    }

    @Override
    public Provider connect(ProviderConnection connection) {
        var settings = admitted(read(connection.settings()));
        var sealed = connection.sealedSecret();
        var secret = sealed == null ? "" : secrets.decrypt(sealed);
        return new RestProvider(
                connection.name(),
                settings,
                new RestClient(connection.displayName(), settings, secret, lanes, clock),
                clock);
    }

    @Override
    public String seal(String secret) {
        return secrets.encrypt(secret);
    }

    private RestSettings admitted(RestSettings settings) {
        try {
            connectors.environment().admitOnly("baseUrl", settings.baseUrl(), sandboxHosts);
            return settings;
        } catch (IllegalStateException notAllowed) {
            throw new FieldRefused("base-url-refused", "baseUrl", String.valueOf(notAllowed.getMessage()));
        }
    }

    private static RestSettings read(JsonNode written) {
        for (var needed : Set.of("baseUrl", "calls")) {
            if (!written.hasNonNull(needed)) {
                throw new FieldRefused("invalid-provider-settings", needed, "The setting " + needed + " is missing");
            }
        }
        try {
            return SETTINGS.readValue(written);
        } catch (JsonProcessingException unreadable) {
            throw new FieldRefused(
                    "invalid-provider-settings",
                    "settings",
                    "The settings cannot be read: " + unreadable.getOriginalMessage());
        } catch (java.io.IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        }
    }
}
