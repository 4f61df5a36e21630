package io.tenantry.subscription;

/**
 * A change no longer blocks those after it: it was provisioned, there was nothing to provision, or a person set it to Not
 * Applicable.
 *
 * @param holds whether what it says is so from now on; not where a person set it aside, for nobody told the provider
 */
public record LicenseChangeSettled(String changeNumber, String subscriptionNumber, boolean holds) {}
