package io.tenantry.subscription;

/** The life of a scheduled change: PENDING until its day, then ARCHIVED with its license change, or MERGE_FAILED. */
public enum ScheduledStatus {
    PENDING,
    ARCHIVED,
    MERGE_FAILED,
    CANCELLED
}
