package io.tenantry.subscription.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenantry.shared.Page;
import io.tenantry.shared.web.ETags;
import io.tenantry.shared.web.PageQuery;
import io.tenantry.shared.web.Pages;
import io.tenantry.subscription.BillingStatus;
import io.tenantry.subscription.BulkOutcome;
import io.tenantry.subscription.LicenseChangeFilter;
import io.tenantry.subscription.LicenseChangeSelection;
import io.tenantry.subscription.LicenseChanges;
import io.tenantry.subscription.ProvisioningStatus;
import io.tenantry.subscription.StatusChangeView;
import io.tenantry.subscription.WaitingFor;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/license-changes")
@Tag(name = "License changes", description = "The change ledger (LCL). Written once; only the two statuses move")
class LicenseChangesController {

    private final LicenseChanges changes;

    LicenseChangesController(LicenseChanges changes) {
        this.changes = changes;
    }

    /** Which changes are asked for; all where nothing is said. FAILED_PROVISIONING is the saved view of that name. */
    record Query(
            @Nullable ProvisioningStatus provisioningStatus,
            @Nullable BillingStatus billingStatus,
            @Nullable WaitingFor waitingFor,
            @Nullable String subscription,
            @Nullable String customer,
            @Nullable String contract,
            @Nullable @Schema(description = "First day that is too late") LocalDate effectiveBefore) {

        LicenseChangeFilter filter() {
            return new LicenseChangeFilter(
                    provisioningStatus, billingStatus, waitingFor, subscription, customer, contract, effectiveBefore);
        }
    }

    record Details(
            @JsonUnwrapped ChangeAnswer change,
            @Schema(description = "Names what must be settled first; empty where nothing is in the way")
                    String waitsFor,
            List<StatusChangeView> history) {}

    @GetMapping
    @Operation(summary = "License changes, the oldest first: all of them, or those that fit what is asked")
    ResponseEntity<Page<ChangeAnswer>> all(@ParameterObject Query query, @ParameterObject PageQuery page) {
        return Pages.ok(changes.all(query.filter(), page.paging()).map(ChangeAnswer::of));
    }

    @GetMapping("/{number}")
    @Operation(summary = "A license change with the history of its statuses and what it waits for")
    ResponseEntity<Details> get(@PathVariable String number) {
        var details = changes.get(number);
        return ETags.ok(
                new Details(ChangeAnswer.of(details.change()), details.waitsFor(), details.history()),
                details.change().version());
    }

    /**
     * @param numbers of the license changes; or leave them out and give a filter
     * @param filter all that fit it
     */
    record BulkBody(
            @Nullable @Size(max = 5_000) List<@NotBlank String> numbers,
            @Nullable Query filter,
            @NotBlank String reason) {

        LicenseChangeSelection selection() {
            return new LicenseChangeSelection(numbers, filter == null ? null : filter.filter());
        }
    }

    @PostMapping("/archive")
    @Operation(summary = "Take many changes out of billing: those of a list, or all of a filter")
    List<BulkOutcome> archiveAll(@Valid @RequestBody BulkBody body) {
        return changes.archiveAll(body.selection(), body.reason().strip());
    }

    @PostMapping("/unarchive")
    @Operation(summary = "Bring many archived changes back into billing: those of a list, or all of a filter")
    List<BulkOutcome> unarchiveAll(@Valid @RequestBody BulkBody body) {
        return changes.unarchiveAll(body.selection(), body.reason().strip());
    }

    @PostMapping("/{number}/requeue")
    @Operation(
            summary = "Set a failed, stuck or not applicable change back to Awaiting; this will not change quantities")
    ResponseEntity<Details> requeue(@PathVariable String number, @Valid @RequestBody Reason why) {
        changes.requeue(number, why.reason().strip());
        return get(number);
    }

    @PostMapping("/{number}/not-applicable")
    @Operation(summary = "Set a change to Not Applicable: there is nothing to provision, or it is done already")
    ResponseEntity<Details> notApplicable(@PathVariable String number, @Valid @RequestBody Reason why) {
        changes.notApplicable(number, why.reason().strip());
        return get(number);
    }

    @PostMapping("/{number}/archive")
    @Operation(summary = "Take a change out of billing")
    ResponseEntity<Details> archive(@PathVariable String number, @Valid @RequestBody Reason why) {
        changes.archive(number, why.reason().strip());
        return get(number);
    }

    @PostMapping("/{number}/unarchive")
    @Operation(summary = "Bring an archived change back into billing")
    ResponseEntity<Details> unarchive(@PathVariable String number, @Valid @RequestBody Reason why) {
        changes.unarchive(number, why.reason().strip());
        return get(number);
    }
}
