package io.tenantry.provider;

/**
 * Somebody wants to know now what is new at a provider. Starts {@code provider-sync}.
 *
 * @param syncNumber business key of the sync, such as {@code SYNC-20261122-190600}
 */
public record ProviderSyncRequested(String syncNumber) {}
