/**
 * What is not as it should be, and what puts it right: one case for each symptom of a thing, with the evidence that the
 * system gathers itself, the cause and the fix that {@code dmn/remediation-path.dmn} names, and what was done about it. It
 * repairs nothing by rules of its own: a {@link io.tenantry.remediation.Fix} is one call of the module that owns the thing.
 * Start with {@link io.tenantry.remediation.Cases}; what can be seen is {@link io.tenantry.remediation.Symptom}, what is
 * known about it {@link io.tenantry.remediation.Fact}. Provisioning best practices §10.
 */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {
            "shared",
            "provider",
            "catalog",
            "pricing",
            "customer",
            "contract",
            "subscription",
            "invoicing",
            "sync"
        })
package io.tenantry.remediation;
