package io.tenantry.provider;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An administrator connects a provider by its settings.
 *
 * @param name as subscriptions will carry it; never changes
 * @param protocol such as {@code REST}
 * @param secret such as its API key; null keeps the one that is kept already
 */
public record ConnectProvider(
        String name,
        String displayName,
        String protocol,
        Set<ProviderCapability> capabilities,
        JsonNode settings,
        @Nullable String secret) {

    @Override
    public String toString() {
        return "ConnectProvider[" + name + ", " + protocol + "]";
    }
}
