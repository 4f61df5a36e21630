package io.tenantry.shared;

/**
 * Marks an exception that stands for a definite answer: the same step must not be tried again by itself. The engine
 * raises an incident at once and a person repairs and retries.
 */
public interface NotRetryable {}
