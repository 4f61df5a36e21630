/** Who did what, when and why: keeps every {@link io.tenantry.shared.AuditFact} in an append-only table, and joins it with the engine's history to one timeline per business number. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"shared"})
package io.tenantry.audit;
