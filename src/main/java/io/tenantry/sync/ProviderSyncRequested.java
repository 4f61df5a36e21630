package io.tenantry.sync;

/**
 * A sync was opened. Starts {@code provider-sync}.
 *
 * @param syncNumber its business key, such as {@code SYNC-000017}
 * @param aboutHints whether it waits a moment, so that it sees to all hints of a flood at once
 */
public record ProviderSyncRequested(String syncNumber, boolean aboutHints) {}
