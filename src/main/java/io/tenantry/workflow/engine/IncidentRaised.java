package io.tenantry.workflow.engine;

/**
 * A step stopped and waits for a person. Published after the incident is stored.
 *
 * @param businessKey number of the case, such as {@code INV-000017}; empty for a job of no case
 * @param process id of the diagram, such as {@code post-invoice}
 * @param activity id of the step, such as {@code chargePaymentProfile}
 * @param message what the step said
 */
public record IncidentRaised(String businessKey, String process, String activity, String message) {}
