/** On which terms a customer is billed: frequency, policy, terms, tax, recipients, the four automation toggles and the payment profile. */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"shared", "customer", "pricing", "catalog", "tax"})
package io.tenantry.contract;
