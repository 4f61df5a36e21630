package io.tenantry.remediation;

import org.jspecify.annotations.Nullable;

/**
 * Which cases are asked for; null is all.
 *
 * @param subject business number of the thing, such as {@code LCL-000017}
 * @param role whose turn it is
 * @param open only those that are open, or only those that are closed
 */
public record CaseFilter(
        @Nullable Symptom symptom,
        @Nullable String cause,
        @Nullable String subject,
        @Nullable String role,
        @Nullable Boolean open) {}
