package io.tenantry.subscription;

import java.util.List;

/** A scheduled change with the history of its status. */
public record ScheduledChangeDetails(ScheduledChangeView change, List<StatusChangeView> history) {}
