package io.tenantry.customer;

/**
 * A tenant that a sync saw at a provider.
 *
 * @param provider the provider's name in our system, such as {@code partner-center}
 * @param tenantId the provider's id of it
 */
public record TenantFound(String provider, String tenantId, String name, String domain) {}
