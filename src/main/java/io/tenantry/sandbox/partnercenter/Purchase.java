package io.tenantry.sandbox.partnercenter;

import org.jspecify.annotations.Nullable;

/**
 * Licences that a customer is buying.
 *
 * @param friendlyName what the customer calls them; null for the product's own name
 */
record Purchase(String orderId, Sku sku, int quantity, Term term, @Nullable String friendlyName) {}
