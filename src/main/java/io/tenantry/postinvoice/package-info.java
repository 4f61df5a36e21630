/**
 * What happens to an invoice after it is billed: its document, the e-mail, the posting to accounting and the charge.
 * Each act is stored before it happens and never happens twice. The systems themselves are behind the ports {@link
 * io.tenantry.postinvoice.AccountingSystem}, {@link io.tenantry.postinvoice.PaymentGateway} and {@link
 * io.tenantry.postinvoice.Mailer}.
 */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"shared", "contract", "invoicing", "customer", "decision"})
package io.tenantry.postinvoice;
