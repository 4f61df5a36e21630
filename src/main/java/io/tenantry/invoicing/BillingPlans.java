package io.tenantry.invoicing;

import io.tenantry.invoicing.plan.Anomaly;
import io.tenantry.invoicing.plan.PlanRegister;
import io.tenantry.invoicing.run.RunRegister;
import io.tenantry.shared.AuditFact;
import io.tenantry.shared.Conflict;
import io.tenantry.shared.CurrentActor;
import io.tenantry.shared.Page;
import io.tenantry.shared.Paging;
import io.tenantry.shared.Percent;
import io.tenantry.shared.Refused;
import io.tenantry.shared.Stale;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Previews of whole runs: what would be billed on a day for every contract that is due, with totals, the differences to
 * the cycle before and what is unusual. A plan can be billed, once, exactly as it was previewed.
 */
@Service
@Transactional
public class BillingPlans {

    private final PlanRegister register;
    private final PlanComputation computation;
    private final PlanReader reader;
    private final Previews previews;
    private final RunRegister runs;
    private final InvoicingProperties properties;
    private final CurrentActor actor;
    private final ApplicationEventPublisher events;

    BillingPlans(
            PlanRegister register,
            PlanComputation computation,
            PlanReader reader,
            Previews previews,
            RunRegister runs,
            InvoicingProperties properties,
            CurrentActor actor,
            ApplicationEventPublisher events) {
        this.register = register;
        this.computation = computation;
        this.reader = reader;
        this.previews = previews;
        this.runs = runs;
        this.properties = properties;
        this.actor = actor;
        this.events = events;
    }

    /**
     * Opens a plan and publishes {@link BillingPlanRequested}.
     *
     * @param threshold by how many percent a contract may change before it is pointed out
     */
    public String request(LocalDate asOf, Percent threshold) {
        previews.requireNear(asOf);
        if (threshold.value().signum() < 0) {
            throw new Refused("invalid-threshold", "A threshold of " + threshold + " is below zero; 20 is usual");
        }
        var number = register.open(asOf, threshold, actor.name());
        events.publishEvent(AuditFact.of(
                number, "billing-plan-requested", Map.of("asOf", asOf.toString(), "threshold", threshold.toString())));
        events.publishEvent(new BillingPlanRequested(number));
        return number;
    }

    @Transactional(readOnly = true)
    public BillingPlanView get(String planNumber) {
        return reader.get(planNumber);
    }

    /** The newest first. */
    @Transactional(readOnly = true)
    public Page<BillingPlanView> list(Paging paging) {
        return reader.list(paging);
    }

    /** The contracts of a plan; {@code anomaly} null means any, those with anomalies first. */
    @Transactional(readOnly = true)
    public Page<BillingPlanView.PlanItem> items(String planNumber, @Nullable Anomaly anomaly, Paging paging) {
        reader.get(planNumber);
        return reader.items(planNumber, anomaly, paging);
    }

    /** What a plan says of one contract, as it was computed. */
    @Transactional(readOnly = true)
    public ContractPreview planned(String planNumber, String contractNumber) {
        return reader.planned(planNumber, contractNumber);
    }

    /** Computes the next contracts, a chunk per call. Returns how many remain. */
    public int planNextChunk(String planNumber) {
        var plan = register.lock(planNumber);
        if (!plan.status().equals("COMPUTING")) {
            return 0;
        }
        var due = register.nextDue(plan, properties.chunkSize());
        if (due.isEmpty()) {
            return 0;
        }
        var last = due.get(due.size() - 1).number();
        register.add(plan, computation.plan(plan, due), last);
        return due.size() < properties.chunkSize() ? 0 : register.countDue(plan, last);
    }

    /** Adds what is gone and takes the plan's fingerprint. Repeating it does nothing. */
    public void finish(String planNumber) {
        var plan = register.lock(planNumber);
        if (plan.status().equals("COMPUTING")) {
            register.addGone(plan);
            var sha256 = register.seal(plan);
            events.publishEvent(AuditFact.of(planNumber, "billing-plan-computed", Map.of("sha256", sha256)));
        }
    }

    /**
     * Starts a run that bills exactly what the plan says. Of two people who do so at the same time one is told that the
     * other was first.
     *
     * @param sha256 the fingerprint of the plan that the caller looked at
     * @return the number of the run
     */
    public String commit(String planNumber, String sha256) {
        var plan = register.lock(planNumber);
        if (plan.status().equals("COMPUTING")) {
            throw new Conflict("plan-not-ready", "Plan " + planNumber + " is still computed; wait until it is ready");
        }
        if (plan.status().equals("COMMITTED")) {
            throw new Conflict("plan-already-committed", reader.committed(planNumber));
        }
        if (!sha256.equals(plan.sha256())) {
            throw new Stale("Billing plan " + planNumber);
        }
        var run = runs.open(plan.asOf(), actor.name());
        register.commit(plan, run, actor.name());
        events.publishEvent(AuditFact.of(planNumber, "billing-plan-committed", Map.of("sha256", sha256, "run", run)));
        events.publishEvent(AuditFact.of(
                run, "billing-run-requested", Map.of("asOf", plan.asOf().toString(), "plan", planNumber)));
        events.publishEvent(new BillingRunRequested(run));
        return run;
    }
}
