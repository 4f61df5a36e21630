/** Who we bill, and which of the providers' tenants are theirs. A tenant without a customer blocks provisioning and billing (Provisioning best practices §1). */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"shared", "provider"})
package io.tenantry.customer;
