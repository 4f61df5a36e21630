package io.tenantry.provider;

/**
 * A tenant as the provider knows it.
 *
 * @param tenantId the provider's id of the tenant
 * @param name the company's name at the provider
 * @param domain the tenant's primary domain, such as {@code contoso.onmicrosoft.com}
 */
public record ProviderAccountData(String tenantId, String name, String domain) {}
