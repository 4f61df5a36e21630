package io.tenantry.subscription;

/**
 * A change failed for good: a person has to mend the cause and put it back, or to set it aside.
 *
 * @param words of who refused it
 */
public record LicenseChangeFailed(String changeNumber, String subscriptionNumber, String words) {}
