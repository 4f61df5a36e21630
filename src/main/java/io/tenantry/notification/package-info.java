/**
 * Mails to ourselves: what operations must know today. Each is sent once, whatever is repeated. Mails to customers are
 * {@code postinvoice}'s. Start with {@link io.tenantry.notification.OperationsNotices}.
 */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"shared", "postinvoice"})
package io.tenantry.notification;
