/**
 * The outside world's systems, each behind a port of ours: Partner Center behind {@code provider}, the accounting
 * system, the payment gateway and the mail server behind {@code postinvoice}. The only place that knows a wire format.
 * Nothing here repeats a call by itself; repeating is the engine's, where operators see it. Start with {@code
 * partnercenter/PartnerCenterApi}, which reads like the provider's manual.
 */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"provider", "postinvoice", "decision", "shared"})
package io.tenantry.connector;
