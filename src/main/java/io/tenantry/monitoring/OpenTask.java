package io.tenantry.monitoring;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A user task that waits for somebody of {@code group}. */
public record OpenTask(
        String id,
        String process,
        String name,
        @Nullable String group,
        @Nullable String businessKey,
        String processInstanceId,
        Instant since,
        @Nullable Instant due) {}
