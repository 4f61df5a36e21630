package io.tenantry.audit;

import java.time.Instant;
import java.util.Map;

/**
 * Something that somebody did.
 *
 * @param id rises with time
 * @param details what changed, from and to
 */
public record AuditEntryView(
        long id, Instant at, String actor, String subject, String action, String reason, Map<String, Object> details) {}
