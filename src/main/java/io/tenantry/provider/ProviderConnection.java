package io.tenantry.provider;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How an administrator connected a provider.
 *
 * @param settings as its protocol reads them
 * @param sealedSecret as its protocol encrypted it; null if it needs none
 */
public record ProviderConnection(
        String name,
        String displayName,
        Set<ProviderCapability> capabilities,
        JsonNode settings,
        @Nullable String sealedSecret) {

    @Override
    public String toString() {
        return "ProviderConnection[" + name + "]";
    }
}
