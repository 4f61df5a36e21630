/** What is owed and who was billed: an invoice is what is owed up to its horizon minus what is already allocated, so a repeat adds nothing. Start with {@link io.tenantry.invoicing.BillingRuns}; the money is in {@code proration}. */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {
            "shared",
            "contract",
            "customer",
            "subscription",
            "decision",
            "catalog",
            "pricing",
            "tax",
            "charge"
        })
package io.tenantry.invoicing;
