package io.tenantry.monitoring;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A step without a try left.
 *
 * @param process id of the process, which is also the name of its diagram; empty for a job of no process
 * @param task id of the step in the diagram
 * @param businessKey number of the thing the process is about
 * @param processInstanceId null where a timer could not start its process
 */
public record OpenIncident(
        String id,
        String process,
        String task,
        @Nullable String businessKey,
        @Nullable String processInstanceId,
        String message,
        Instant since) {}
