package io.tenantry.customer;

import org.jspecify.annotations.Nullable;

/**
 * Credit hold no longer blocks.
 *
 * @param customerNumber whose hold was lifted; null where it was switched off for the whole house
 */
public record CreditReleased(@Nullable String customerNumber) {}
