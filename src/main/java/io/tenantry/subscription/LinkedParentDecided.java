package io.tenantry.subscription;

/**
 * The parent's change that provisions a linked one is settled or has failed.
 *
 * @param changeNumber of the linked child
 */
public record LinkedParentDecided(String changeNumber, String parentChangeNumber) {}
