/**
 * Who provisions what we sell: the register of providers with their kinds and capabilities, and the port to the automatic
 * ones, in our words. Each system behind the port lives in {@code connector}; nothing here knows a wire format. Start with
 * {@link io.tenantry.provider.Providers}, then {@link io.tenantry.provider.Provider}.
 */
@org.springframework.modulith.ApplicationModule(allowedDependencies = "shared")
package io.tenantry.provider;
