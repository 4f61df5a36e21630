/** What can be sold and in which unit: products with their provider part number, and Unit Mapping. Prices are {@code pricing}'s. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"shared", "provider"})
package io.tenantry.catalog;
