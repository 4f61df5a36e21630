/** A Partner Center: sign-in, customers, catalogue, carts, orders and subscriptions, with Microsoft's rules and error codes. */
package io.tenantry.sandbox.partnercenter;
