package io.tenantry.subscription;

/**
 * A change that is being told to its provider.
 *
 * @param repeated whether the provider may know it already under the same request id: its answer was lost, or there was
 *     none. What became of it is looked up before anything is sent again
 */
public record Telling(ProvisioningOrder order, boolean repeated) {}
