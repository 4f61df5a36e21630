package io.tenantry.invoicing;

import io.tenantry.invoicing.proration.Contribution;
import io.tenantry.subscription.BillableChange;
import io.tenantry.subscription.BillableSubscription;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Shows a reckoning in the words of people: numbers instead of ids. Nothing in it is random or depends on the time. */
final class PreviewSheet {

    /** Whether the lines come with their proofs. */
    enum Proofs {
        SHOWN,
        LEFT_OUT
    }

    private final Proofs proofs;
    private final Map<UUID, String> subscriptions = new HashMap<>();
    private final Map<UUID, String> changes = new HashMap<>();

    private PreviewSheet(ContractFacts facts, Proofs proofs) {
        this.proofs = proofs;
        for (BillableSubscription subscription : facts.subscriptions()) {
            subscriptions.put(subscription.id(), subscription.number());
            for (BillableChange change : subscription.changes()) {
                changes.put(change.id(), change.number());
            }
        }
    }

    static ContractPreview of(ContractFacts facts, LocalDate asOf, Reckoned reckoned, Proofs proofs) {
        var contract = facts.terms().contract();
        var reckoning =
                reckoned.reckoning() == null ? Reckoning.nothing(contract.nextInvoiceDate()) : reckoned.reckoning();
        var sheet = new PreviewSheet(facts, proofs);
        return new ContractPreview(
                contract.number(),
                contract.customerNumber(),
                asOf,
                contract.currency(),
                reckoned.verdict().status(),
                reckoned.verdict().reason(),
                reckoning.drafts().stream().map(sheet::draft).toList(),
                reckoning.cycles().stream().map(PreviewSheet::cycle).toList(),
                reckoning.unattached().stream().map(PreviewSheet::waived).toList(),
                reckoning.setAside(),
                reckoning.quarantined().stream().map(sheet::heldBack).toList(),
                reckoning.nextInvoiceDate());
    }

    private ContractPreview.Draft draft(InvoiceDraft draft) {
        var lines = new ArrayList<ContractPreview.Line>();
        for (var line : draft.lines()) {
            lines.add(line(line, lines.size() + 1));
        }
        return new ContractPreview.Draft(
                draft.kind(),
                draft.period(),
                draft.reviewReason(),
                lines,
                draft.totals().groups().stream().map(PreviewSheet::tax).toList(),
                draft.waivers().stream().map(PreviewSheet::waived).toList(),
                draft.totals().net().rounded(),
                draft.totals().tax(),
                draft.total().rounded());
    }

    private static InvoiceView.TaxGroup tax(TaxGroup group) {
        return new InvoiceView.TaxGroup(
                plain(group.treatment().rate()),
                group.treatment().name(),
                group.net().rounded(),
                group.tax(),
                group.treatment().code(),
                group.treatment().exemptionReason());
    }

    private ContractPreview.Line line(DraftLine line, int position) {
        return new ContractPreview.Line(
                position,
                line.kind(),
                line.subscriptionId() == null ? null : subscriptions.get(line.subscriptionId()),
                number(line.changeId()),
                line.description(),
                line.sku(),
                line.servicePeriod(),
                line.measure().quantity(),
                line.measure().unitPrice().plain(),
                line.measure().share(),
                line.amount(),
                plain(line.tax().rate()),
                line.tax().code(),
                line.contributions().stream().map(PreviewSheet::settled).toList(),
                proofs == Proofs.SHOWN ? line.proof().json() : null);
    }

    private @Nullable String number(@Nullable UUID changeId) {
        return changeId == null ? null : changes.get(changeId);
    }

    private static ContractPreview.SettledChange settled(Contribution contribution) {
        return new ContractPreview.SettledChange(contribution.change().number(), contribution.servicePeriod());
    }

    private static ContractPreview.WaivedCredit waived(Waiver waiver) {
        return new ContractPreview.WaivedCredit(
                waiver.contribution().change().number(),
                waiver.contribution().servicePeriod(),
                waiver.contribution().amount().rounded(),
                waiver.reason());
    }

    private ContractPreview.HeldBack heldBack(Quarantine quarantine) {
        return new ContractPreview.HeldBack(
                subscriptions.getOrDefault(quarantine.subscriptionId(), ""),
                quarantine.period(),
                quarantine.code(),
                quarantine.reason(),
                quarantine.owner());
    }

    private static ContractPreview.Cycle cycle(Reckoning.LookedAtCycle cycle) {
        return new ContractPreview.Cycle(
                cycle.cycle().number(), cycle.cycle().period(), cycle.billOn(), cycle.status());
    }

    private static BigDecimal plain(BigDecimal number) {
        var stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
