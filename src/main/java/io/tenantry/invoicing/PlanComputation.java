package io.tenantry.invoicing;

import io.tenantry.invoicing.plan.Anomaly;
import io.tenantry.invoicing.plan.BilledBefore;
import io.tenantry.invoicing.plan.PlanRegister;
import io.tenantry.invoicing.plan.PlannedItem;
import io.tenantry.shared.Money;
import io.tenantry.shared.Percent;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Plans a chunk of contracts: previews them, and compares each with its cycle before. */
@Component
class PlanComputation {

    private final Previews previews;
    private final PlanRegister register;

    PlanComputation(Previews previews, PlanRegister register) {
        this.previews = previews;
        this.register = register;
    }

    List<PlannedItem> plan(PlanRegister.Plan plan, List<PlanRegister.Due> due) {
        var ids = due.stream().map(PlanRegister.Due::id).toList();
        var before = register.billedBefore(ids);
        var items = new ArrayList<PlannedItem>();
        previews.of(ids, plan.asOf(), PreviewSheet.Proofs.LEFT_OUT)
                .forEach((id, preview) -> items.add(item(id, preview, before.get(id), plan.threshold())));
        return items;
    }

    private static PlannedItem item(
            UUID id, ContractPreview preview, @Nullable BilledBefore before, Percent threshold) {
        var content = PlanContent.of(preview);
        return new PlannedItem(
                id,
                preview.contractNumber(),
                new PlannedItem.Outcome(
                        preview.outcome(), preview.reason(), preview.drafts().size(), preview.lineCount()),
                amounts(preview),
                comparison(preview, before, threshold),
                content.text(),
                content.sha256());
    }

    private static PlannedItem.Amounts amounts(ContractPreview preview) {
        var nothing = preview.nothing();
        return new PlannedItem.Amounts(
                preview.drafts().stream().map(ContractPreview.Draft::net).reduce(nothing, Money::plus),
                preview.drafts().stream().map(ContractPreview.Draft::tax).reduce(nothing, Money::plus),
                preview.drafts().stream().map(ContractPreview.Draft::total).reduce(nothing, Money::plus));
    }

    /** The newest cycle is what is compared: of a catch-up of three months, the third. */
    private static PlannedItem.Comparison comparison(
            ContractPreview preview, @Nullable BilledBefore before, Percent threshold) {
        var billed = preview.drafts().stream()
                .filter(draft -> !draft.lines().isEmpty())
                .toList();
        var latest = billed.isEmpty()
                ? preview.nothing()
                : billed.get(billed.size() - 1).net();
        var comparable = before != null && before.net().currency().equals(latest.currency()) ? before : null;
        var anomalies = new ArrayList<>(Anomaly.between(comparable, latest, !billed.isEmpty(), threshold));
        if (billed.size() > 1) {
            anomalies.add(Anomaly.CATCH_UP);
        }
        if (preview.drafts().stream().anyMatch(draft -> draft.reviewReason() != null)) {
            anomalies.add(Anomaly.HELD);
        }
        if (preview.outcome().equals("SET_ASIDE")) {
            anomalies.add(Anomaly.SET_ASIDE);
        }
        return new PlannedItem.Comparison(latest, comparable, List.copyOf(anomalies));
    }
}
