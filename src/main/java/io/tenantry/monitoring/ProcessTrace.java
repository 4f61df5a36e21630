package io.tenantry.monitoring;

import java.time.Instant;

/**
 * A process instance, running or ended.
 *
 * @param process id of the process, which is also the name of its diagram
 * @param state of the engine, such as ACTIVE or COMPLETED
 */
public record ProcessTrace(
        String businessKey, String process, String processInstanceId, String state, Instant startedAt) {}
