/** A software distributor with an API of its own kind: an API key, snake_case, page numbers, idempotency keys, and orders that it works on after it answered. */
package io.tenantry.sandbox.distributor;
