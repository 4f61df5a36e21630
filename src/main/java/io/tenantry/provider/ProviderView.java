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
 * @param hints whether it tells us of changes; null while nobody has asked it to
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
        @Nullable Hints hints,
        long version) {

    /**
     * Whether the provider tells us of changes by itself, as it was when somebody last looked.
     *
     * @param address where it tells them; null where it tells nobody yet
     * @param message what it tells, or why it does not
     */
    public record Hints(boolean registered, @Nullable String address, String message, Instant checkedAt) {}

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
