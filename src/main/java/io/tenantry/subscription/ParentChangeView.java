package io.tenantry.subscription;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Who hung a subscription elsewhere, or by another ratio; a number is null where it hung, or hangs, below none. */
public record ParentChangeView(
        @Nullable String fromParent,
        @Nullable String toParent,
        @Nullable Integer fromRatio,
        @Nullable Integer toRatio,
        String actor,
        String reason,
        Instant at) {}
