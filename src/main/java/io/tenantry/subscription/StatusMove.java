package io.tenantry.subscription;

import org.jspecify.annotations.Nullable;

/** From one status to the next, and why. */
record StatusMove(@Nullable Enum<?> from, Enum<?> to, String reason) {}
