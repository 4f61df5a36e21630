/**
 * The port to whoever sells the licences to us: what we ask of a provider, in our words. Each system behind it lives in
 * {@code connector}; nothing here knows a wire format. Start with {@link io.tenantry.provider.Provider}.
 */
@org.springframework.modulith.ApplicationModule(allowedDependencies = "shared")
package io.tenantry.provider;
