/** What is licensed. The change ledger is the truth: a subscription's quantity and price are never edited, each change appends a license change (LCL), and the subscription is their running sum. Start with {@link io.tenantry.subscription.LicenseChanges}. */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"shared", "catalog", "pricing", "customer", "contract", "provider", "decision"})
package io.tenantry.subscription;
