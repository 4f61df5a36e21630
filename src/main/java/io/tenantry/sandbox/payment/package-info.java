/** A payment gateway that speaks Stripe's PaymentIntents, with Stripe's test cards and its idempotency keys. */
package io.tenantry.sandbox.payment;
