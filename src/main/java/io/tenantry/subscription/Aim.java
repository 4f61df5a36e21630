package io.tenantry.subscription;

/**
 * What a change does to the quantity at the provider.
 *
 * @param from what the provider holds before it, by our ledger
 * @param target what it is told, and holds afterwards
 */
record Aim(int from, int target) {}
