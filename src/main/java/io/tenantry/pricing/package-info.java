/** At what price: price lists per currency with dated items, loaded from the provider's price sheet. A change of price never rewrites a past one. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"shared", "catalog"})
package io.tenantry.pricing;
