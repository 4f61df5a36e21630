package io.tenantry.monitoring;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A step without a try left.
 *
 * @param process id of the process, which is also the name of its diagram
 * @param task id of the step in the diagram
 * @param businessKey number of the thing the process is about
 */
public record OpenIncident(
        String id,
        String process,
        String task,
        @Nullable String businessKey,
        String processInstanceId,
        String message,
        Instant since) {}
