package io.tenantry.diagnosis;

import io.tenantry.diagnosis.Evidence.Change;
import java.util.ArrayList;
import java.util.List;

/** Why something that somebody expects on an invoice is not there. */
final class MissingLineCauses implements CauseFinder {

    @Override
    public List<Finding> find(Subject subject, Evidence evidence) {
        var findings = new ArrayList<Finding>();
        subscriptions(subject, evidence, findings);
        waived(subject, evidence, findings);
        quarantined(subject, evidence, findings);
        Subjects.changes(subject, evidence).forEach(change -> change(subject, evidence, change, findings));
        scheduled(subject, evidence, findings);
        olderCycles(subject, evidence, findings);
        findings.addAll(Subjects.waitingDrafts(subject, evidence));
        return findings;
    }

    private static void subscriptions(Subject subject, Evidence evidence, List<Finding> findings) {
        for (var one : Subjects.subscriptions(subject, evidence)) {
            if (!one.billable()) {
                findings.add(Cause.NOT_BILLABLE.found(one.number() + " is marked as not billable", one.number()));
            } else if (one.product() == null) {
                findings.add(Cause.PRODUCT_MISSING.found(
                        one.number() + " has no product of the catalog", one.number(), one.partNumber()));
            } else {
                Subjects.lastChange(evidence, one.number())
                        .filter(change -> change.unitPrice() == null)
                        .ifPresent(change -> findings.add(Cause.PRICE_MISSING.found(
                                one.number() + " has no price since " + change.number(),
                                one.number(),
                                change.number())));
            }
        }
    }

    private static void change(Subject subject, Evidence evidence, Change change, List<Finding> findings) {
        if (change.archived()) {
            findings.add(Cause.CHANGE_ARCHIVED.found(
                    change.number() + " of " + change.subscription() + " was taken out of billing", change.number()));
        } else if (change.effective().isAfter(subject.date())) {
            findings.add(Cause.EFFECTIVE_LATER.found(
                    change.number() + " of " + change.subscription() + " takes effect on " + change.effective()
                            + ", after " + subject.date(),
                    change.number()));
        } else if (!change.billedOn().isEmpty()) {
            billedElsewhere(subject, evidence, change, findings);
        } else {
            comesNext(evidence, change, findings);
        }
    }

    private static void billedElsewhere(Subject subject, Evidence evidence, Change change, List<Finding> findings) {
        var asked = evidence.invoices().stream()
                .filter(invoice -> invoice.reference().equals(subject.invoice()))
                .findFirst();
        if (asked.isPresent() && !change.billedOn().contains(asked.get().name())) {
            findings.add(Cause.BILLED_ON_ANOTHER_INVOICE.found(
                    change.number() + " of " + change.subscription() + " is billed on "
                            + String.join(", ", change.billedOn()),
                    change.billedOn().toArray(String[]::new)));
        }
    }

    private static void comesNext(Evidence evidence, Change change, List<Finding> findings) {
        var next = evidence.contract().nextInvoiceDate();
        var waived = evidence.waived().stream().anyMatch(one -> one.changes().contains(change.number()));
        var held = evidence.quarantined().stream()
                .anyMatch(line -> line.subscription().equals(change.subscription()));
        if (!waived && !held && change.unitPrice() != null && next.isAfter(change.effective())) {
            findings.add(Cause.COMES_WITH_NEXT_INVOICE.found(
                    change.number() + " of " + change.subscription() + " is not billed yet; the invoice of " + next
                            + " brings it",
                    change.number(),
                    next.toString()));
        }
    }

    private static void waived(Subject subject, Evidence evidence, List<Finding> findings) {
        evidence.waived().stream()
                .filter(one -> Subjects.isAbout(subject, one.subscription()))
                .forEach(one -> findings.add(Cause.CREDIT_WAIVED.found(
                        one.amount() + " of " + one.changes() + " (" + one.subscription() + ", " + one.from() + " to "
                                + one.to() + ") were not credited. " + one.reason(),
                        one.changes())));
    }

    private static void quarantined(Subject subject, Evidence evidence, List<Finding> findings) {
        evidence.quarantined().stream()
                .filter(line -> Subjects.isAbout(subject, line.subscription()))
                .forEach(line -> findings.add(Cause.LINE_QUARANTINED.found(
                        line.subscription() + " is held back from " + line.from() + " on: " + line.reason(),
                        line.subscription(),
                        line.code(),
                        line.owner())));
    }

    private static void scheduled(Subject subject, Evidence evidence, List<Finding> findings) {
        evidence.scheduledChanges().stream()
                .filter(one -> Subjects.isAbout(subject, one.subscription()))
                .forEach(one -> findings.add(
                        one.status().equals("MERGE_FAILED")
                                ? Cause.MERGE_FAILED.found(
                                        one.number() + " of " + one.subscription() + " could not be merged: "
                                                + one.message(),
                                        one.number())
                                : Cause.CHANGE_STILL_SCHEDULED.found(
                                        one.number() + " of " + one.subscription() + " is scheduled for "
                                                + one.effective(),
                                        one.number())));
    }

    private static void olderCycles(Subject subject, Evidence evidence, List<Finding> findings) {
        for (var cycle : evidence.cycles()) {
            if (cycle.from().isAfter(subject.date())) {
                continue;
            }
            var period = cycle.from() + " to " + cycle.to();
            if (cycle.status().equals("SKIPPED")) {
                findings.add(Cause.CYCLE_SKIPPED.found("The cycle " + period + " was left out", period));
            } else if (cycle.status().equals("PENDING") || cycle.status().equals("ERROR")) {
                findings.add(Cause.OLDER_CYCLE_NOT_BILLED.found(
                        "The cycle " + period + " is not billed"
                                + (cycle.message() == null ? "" : ": " + cycle.message()),
                        period));
            }
        }
    }
}
