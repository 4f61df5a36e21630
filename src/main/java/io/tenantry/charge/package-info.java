/** What a contract is charged beside its subscriptions, and what it is spared: non-recurring items and discounts. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"shared", "contract", "catalog", "subscription"})
package io.tenantry.charge;
