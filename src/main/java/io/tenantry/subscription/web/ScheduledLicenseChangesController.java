package io.tenantry.subscription.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenantry.shared.Page;
import io.tenantry.shared.web.ETags;
import io.tenantry.shared.web.PageQuery;
import io.tenantry.shared.web.Pages;
import io.tenantry.subscription.ScheduledChangeFilter;
import io.tenantry.subscription.ScheduledLicenseChanges;
import io.tenantry.subscription.ScheduledStatus;
import io.tenantry.subscription.StatusChangeView;
import io.tenantry.subscription.Subscriptions;
import jakarta.validation.Valid;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/scheduled-license-changes")
@Tag(name = "Scheduled license changes", description = "Changes planned for a later day (SLCL)")
class ScheduledLicenseChangesController {

    private final ScheduledLicenseChanges changes;
    private final Subscriptions subscriptions;

    ScheduledLicenseChangesController(ScheduledLicenseChanges changes, Subscriptions subscriptions) {
        this.changes = changes;
        this.subscriptions = subscriptions;
    }

    /** Which changes are asked for; all where nothing is said. MERGE_FAILED is the saved view of that name. */
    record Query(@Nullable ScheduledStatus status, @Nullable String subscription) {}

    record Details(@JsonUnwrapped ScheduledAnswer change, List<StatusChangeView> history) {}

    @GetMapping
    @Operation(summary = "Scheduled changes, the next one first, of all or one status or subscription")
    ResponseEntity<Page<ScheduledAnswer>> all(@ParameterObject Query query, @ParameterObject PageQuery page) {
        var filter = new ScheduledChangeFilter(query.status(), query.subscription());
        return Pages.ok(changes.all(filter, page.paging()).map(ScheduledAnswer::of));
    }

    @GetMapping("/{number}")
    @Operation(summary = "A scheduled change with the history of its status")
    ResponseEntity<Details> get(@PathVariable String number) {
        var details = changes.get(number);
        return ETags.ok(
                new Details(ScheduledAnswer.of(details.change()), details.history()),
                details.change().version());
    }

    @PatchMapping("/{number}")
    @Operation(summary = "Move or correct one that is not merged yet")
    ResponseEntity<Details> edit(
            @PathVariable String number,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @Valid @RequestBody ScheduledEditBody body) {
        var version = ETags.expected(ifMatch);
        var subscription = subscriptions.get(changes.get(number).change().subscriptionNumber());
        changes.edit(number, body.edit(Amounts.currency(subscription.unitPrice()), version));
        return get(number);
    }

    @PostMapping("/{number}/retry")
    @Operation(summary = "Set one whose merge failed back to pending; it is merged again")
    ResponseEntity<Details> retry(@PathVariable String number, @Valid @RequestBody Reason why) {
        changes.retry(number, why.reason().strip());
        return get(number);
    }

    @PostMapping("/{number}/cancel")
    @Operation(summary = "Call one off that is not merged yet")
    ResponseEntity<Details> cancel(@PathVariable String number, @Valid @RequestBody Reason why) {
        changes.cancel(number, why.reason().strip());
        return get(number);
    }
}
