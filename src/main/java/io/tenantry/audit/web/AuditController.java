package io.tenantry.audit.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenantry.audit.AuditEntryView;
import io.tenantry.audit.AuditFilter;
import io.tenantry.audit.AuditTrail;
import io.tenantry.shared.Page;
import io.tenantry.shared.web.PageQuery;
import io.tenantry.shared.web.Pages;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/audit")
@Tag(name = "Audit", description = "Who did what, when and why")
class AuditController {

    private final AuditTrail audit;

    AuditController(AuditTrail audit) {
        this.audit = audit;
    }

    /**
     * Which entries are asked for.
     *
     * @param subject a business number, such as LCL-000017
     * @param from first instant, such as 2026-03-01T00:00:00Z
     * @param to first instant that is too late
     */
    record AuditQuery(@Nullable String subject, @Nullable String actor, @Nullable Instant from, @Nullable Instant to) {}

    @GetMapping
    @Operation(summary = "What was done, the newest first")
    ResponseEntity<Page<AuditEntryView>> search(@ParameterObject AuditQuery query, @ParameterObject PageQuery page) {
        return Pages.ok(
                audit.search(new AuditFilter(query.subject(), query.actor(), query.from(), query.to()), page.paging()));
    }
}
