package io.tenantry.invoicing.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenantry.invoicing.BillingRunView;
import io.tenantry.invoicing.BillingRuns;
import io.tenantry.shared.Page;
import io.tenantry.shared.web.PageQuery;
import io.tenantry.shared.web.Pages;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/billing-runs")
@Tag(name = "Billing runs")
class BillingRunsController {

    private final BillingRuns runs;

    BillingRunsController(BillingRuns runs) {
        this.runs = runs;
    }

    record NewRun(
            @NotNull LocalDate asOf,
            @Schema(description = "The only contracts that it bills, if they are due; all that are due if left out")
                    @Nullable
                    @Size(min = 1, max = 500)
                    Set<@NotBlank String> contractNumbers) {}

    record Review(@NotBlank String note) {}

    @PostMapping
    @Operation(summary = "Bill all contracts that are due by a day, or some of them and no other ones")
    ResponseEntity<BillingRunView> request(@Valid @RequestBody NewRun wanted) {
        var some = wanted.contractNumbers();
        var run = runs.get(some == null ? runs.request(wanted.asOf()) : runs.request(wanted.asOf(), some));
        return ResponseEntity.created(URI.create("/api/v1/billing-runs/" + run.number()))
                .body(run);
    }

    @GetMapping
    @Operation(summary = "Billing runs, the newest first")
    ResponseEntity<Page<BillingRunView>> list(@ParameterObject PageQuery page) {
        return Pages.ok(runs.list(page.paging()));
    }

    @GetMapping("/{number}")
    @Operation(summary = "A billing run and how far it is")
    BillingRunView get(@PathVariable String number) {
        return runs.get(number);
    }

    @GetMapping("/{number}/items")
    @Operation(summary = "The contracts of a run and what became of each")
    ResponseEntity<Page<BillingRunView.Item>> items(
            @PathVariable String number,
            @Parameter(description = "PENDING, INVOICED, NOTHING_DUE or SET_ASIDE")
                    @RequestParam(required = false)
                    @Nullable
                    String status,
            @ParameterObject PageQuery page) {
        return Pages.ok(runs.items(number, status, page.paging()));
    }

    @PostMapping("/{number}/review")
    @Operation(summary = "Say what was done about the contracts that were set aside; closes the run")
    BillingRunView review(@PathVariable String number, @Valid @RequestBody Review review) {
        runs.review(number, review.note());
        return runs.get(number);
    }
}
