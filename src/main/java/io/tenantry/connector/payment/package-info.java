/** Stripe. Start with {@link io.tenantry.connector.payment.StripeApi}. */
package io.tenantry.connector.payment;
