package io.tenantry.invoicing.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenantry.invoicing.BillingPlanView;
import io.tenantry.invoicing.BillingPlans;
import io.tenantry.invoicing.BillingRunView;
import io.tenantry.invoicing.BillingRuns;
import io.tenantry.invoicing.ContractPreview;
import io.tenantry.invoicing.plan.Anomaly;
import io.tenantry.shared.Page;
import io.tenantry.shared.Percent;
import io.tenantry.shared.web.PageQuery;
import io.tenantry.shared.web.Pages;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.net.URI;
import java.time.LocalDate;
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
@RequestMapping("/api/v1/billing-plans")
@Tag(name = "Billing plans", description = "What a run would bill, computed ahead, and billed exactly so")
class BillingPlansController {

    private static final Percent USUAL_THRESHOLD = Percent.of("20");

    private final BillingPlans plans;
    private final BillingRuns runs;

    BillingPlansController(BillingPlans plans, BillingRuns runs) {
        this.plans = plans;
        this.runs = runs;
    }

    /** @param threshold by how many percent a contract may change before it is pointed out; 20 if it is left out */
    record NewPlan(@NotNull LocalDate asOf, @DecimalMin("0") @Nullable BigDecimal threshold) {

        Percent percent() {
            return threshold == null ? USUAL_THRESHOLD : new Percent(threshold);
        }
    }

    /** @param sha256 the fingerprint of the plan as it was looked at */
    record Commitment(@NotBlank String sha256) {}

    @PostMapping
    @Operation(summary = "Compute what a run on a day would bill; nothing is billed")
    ResponseEntity<BillingPlanView> request(@Valid @RequestBody NewPlan wanted) {
        var plan = plans.get(plans.request(wanted.asOf(), wanted.percent()));
        return ResponseEntity.created(URI.create("/api/v1/billing-plans/" + plan.number()))
                .body(plan);
    }

    @GetMapping
    @Operation(summary = "Billing plans, the newest first")
    ResponseEntity<Page<BillingPlanView>> list(@ParameterObject PageQuery page) {
        return Pages.ok(plans.list(page.paging()));
    }

    @GetMapping("/{number}")
    @Operation(summary = "A billing plan: totals, differences to the cycle before, anomalies and its fingerprint")
    BillingPlanView get(@PathVariable String number) {
        return plans.get(number);
    }

    @GetMapping("/{number}/items")
    @Operation(summary = "The contracts of a plan, those with anomalies first")
    ResponseEntity<Page<BillingPlanView.PlanItem>> items(
            @PathVariable String number,
            @Parameter(description = "Only contracts with this anomaly") @RequestParam(required = false) @Nullable
                    Anomaly anomaly,
            @ParameterObject PageQuery page) {
        return Pages.ok(plans.items(number, anomaly, page.paging()));
    }

    @GetMapping("/{number}/items/{contract}")
    @Operation(summary = "What a plan says of one contract: invoices, lines, taxes and cycles")
    ContractPreview planned(@PathVariable String number, @PathVariable String contract) {
        return plans.planned(number, contract);
    }

    @PostMapping("/{number}/commit")
    @Operation(
            summary = "Bill exactly what the plan says",
            description =
                    "Starts a run that bills a contract only if what would be written is still what the plan says; others"
                            + " are set aside with what changed since. 409 if the plan is computed still or committed"
                            + " already, 412 if the fingerprint is another")
    ResponseEntity<BillingRunView> commit(@PathVariable String number, @Valid @RequestBody Commitment commitment) {
        var run = runs.get(plans.commit(number, commitment.sha256()));
        return ResponseEntity.created(URI.create("/api/v1/billing-runs/" + run.number()))
                .body(run);
    }
}
