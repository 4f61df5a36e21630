package io.tenantry.provider;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A provider of the register.
 *
 * @param name as subscriptions and accounts carry it, such as {@code partner-center}
 * @param protocol what speaks with it; null where nobody does
 * @param active false if nothing new is to be told to it
 * @param lastConnected what the last look at its connection found; null before the first
 */
public record ProviderView(
        String name,
        ProviderKind kind,
        String displayName,
        @Nullable String protocol,
        Set<ProviderCapability> capabilities,
        boolean active,
        @Nullable Instant lastCheckedAt,
        @Nullable Boolean lastConnected,
        @Nullable String lastMessage,
        long version) {

    public boolean can(ProviderCapability capability) {
        return capabilities.contains(capability);
    }

    public boolean isAutomatic() {
        return kind == ProviderKind.AUTOMATIC;
    }

    @Override
    public String toString() {
        return "Provider '" + name + "' (" + displayName + ")";
    }
}
