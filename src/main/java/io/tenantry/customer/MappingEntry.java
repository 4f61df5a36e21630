package io.tenantry.customer;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Who said when and why whose a tenant is; {@code fromCustomer} is null for the first time. */
public record MappingEntry(@Nullable String fromCustomer, String toCustomer, String actor, String reason, Instant at) {}
