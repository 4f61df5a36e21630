/** How invoices are taxed: services with dated rates per tax category and country, without tax, or by another company's engine. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"shared"})
package io.tenantry.tax;
