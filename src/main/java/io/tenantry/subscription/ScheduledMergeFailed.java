package io.tenantry.subscription;

/**
 * A scheduled change could not be merged on its day; subscription and ledger are untouched.
 *
 * @param words name the thing and the fix
 */
public record ScheduledMergeFailed(String changeNumber, String subscriptionNumber, MergeCause cause, String words) {}
