package io.tenantry.subscription;

/**
 * What became of the parent's change that provisions a linked one.
 *
 * @param words the provider's words, or ours, where it has failed
 */
public record LinkedOutcome(String parentChange, ProvisioningStatus status, String words) {}
