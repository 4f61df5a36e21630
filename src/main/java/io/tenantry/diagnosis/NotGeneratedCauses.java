package io.tenantry.diagnosis;

import java.util.ArrayList;
import java.util.List;

/** Why there is no invoice for a cycle. */
final class NotGeneratedCauses implements CauseFinder {

    @Override
    public List<Finding> find(Subject subject, Evidence evidence) {
        var findings = new ArrayList<Finding>();
        contract(subject, evidence, findings);
        findings.addAll(Subjects.waitingDrafts(subject, evidence));
        cycle(subject, evidence, findings);
        runs(subject, evidence, findings);
        return findings;
    }

    private static void contract(Subject subject, Evidence evidence, List<Finding> findings) {
        var contract = evidence.contract();
        if (!contract.status().equals("ACTIVE")) {
            findings.add(Cause.CONTRACT_INACTIVE.found(
                    "Contract " + contract.number() + " is " + contract.status(), contract.number()));
        }
        if (!contract.addressComplete()) {
            findings.add(Cause.ADDRESS_INCOMPLETE.found(
                    "Customer " + contract.customerNumber() + " has no complete address", contract.customerNumber()));
        }
        if (subject.date().isBefore(contract.startDate())) {
            findings.add(Cause.CONTRACT_STARTS_LATER.found(
                    "Contract " + contract.number() + " starts on " + contract.startDate(), contract.number()));
        } else if (contract.endDate() != null && !subject.date().isBefore(contract.endDate())) {
            findings.add(Cause.CONTRACT_ENDED.found(
                    "Contract " + contract.number() + " ended on " + contract.endDate(), contract.number()));
        } else if (contract.nextInvoiceDate().isAfter(subject.date())
                && Subjects.cycle(subject, evidence).isEmpty()) {
            findings.add(Cause.NOT_DUE_YET.found(
                    "The next invoice date of " + contract.number() + " is " + contract.nextInvoiceDate() + ", after "
                            + subject.date(),
                    contract.nextInvoiceDate().toString()));
        }
        if (evidence.subscriptions().stream().noneMatch(Evidence.Subscription::billable)) {
            findings.add(Cause.NO_BILLABLE_SUBSCRIPTION.found(
                    "No subscription of contract " + contract.number() + " is billable", contract.number()));
        }
    }

    private static void cycle(Subject subject, Evidence evidence, List<Finding> findings) {
        var cycle = Subjects.cycle(subject, evidence);
        if (cycle.isEmpty()) {
            return;
        }
        var period = cycle.get().from() + " to " + cycle.get().to();
        switch (cycle.get().status()) {
            case "NOTHING_DUE" ->
                findings.add(Cause.NOTHING_OWED.found(
                        "A run looked at the cycle " + period + " and nothing was due", period));
            case "SKIPPED" ->
                findings.add(
                        Cause.CYCLE_SKIPPED.found("The next invoice date was moved past the cycle " + period, period));
            case "INVOICED" -> generated(subject, evidence, findings);
            default ->
                findings.add(Cause.OLDER_CYCLE_NOT_BILLED.found(
                        "The cycle " + period + " is to be billed again"
                                + because(cycle.get().message()),
                        period));
        }
    }

    private static String because(@org.jspecify.annotations.Nullable String message) {
        return message == null ? "" : ": " + message;
    }

    private static void generated(Subject subject, Evidence evidence, List<Finding> findings) {
        evidence.invoices().stream()
                .filter(invoice ->
                        !invoice.status().equals("VOID") && !invoice.status().equals("DRAFT"))
                .filter(invoice -> !subject.date().isBefore(invoice.from())
                        && subject.date().isBefore(invoice.to()))
                .forEach(invoice -> findings.add(Cause.ALREADY_GENERATED.found(
                        invoice.name() + " bills " + invoice.from() + " to " + invoice.to() + " and is "
                                + invoice.status(),
                        invoice.name())));
    }

    private static void runs(Subject subject, Evidence evidence, List<Finding> findings) {
        var contract = evidence.contract();
        var due = contract.status().equals("ACTIVE")
                && !contract.nextInvoiceDate().isAfter(subject.date());
        if (evidence.runs().isEmpty() && !due) {
            return;
        }
        var since = evidence.runs().stream()
                .filter(run -> !run.asOf().isBefore(contract.nextInvoiceDate()))
                .toList();
        if (due && since.isEmpty()) {
            findings.add(Cause.NO_RUN_SINCE_DUE.found(
                    "No billing run took up " + contract.number() + " since it was due on "
                            + contract.nextInvoiceDate(),
                    contract.nextInvoiceDate().toString()));
        }
        evidence.runs().stream().findFirst().ifPresent(last -> {
            if (last.status().equals("SET_ASIDE")) {
                findings.add(Cause.SET_ASIDE.found(
                        last.run() + " set " + contract.number() + " aside: " + last.reason(), last.run()));
            } else if (last.status().equals("PENDING")) {
                findings.add(Cause.RUN_NOT_FINISHED.found(
                        last.run() + " has not come to " + contract.number() + " yet", last.run()));
            }
        });
        if (due && evidence.preview().outcome().equals("SET_ASIDE")) {
            findings.add(Cause.SET_ASIDE.found(
                    "A run now would set " + contract.number() + " aside: "
                            + evidence.preview().reason(),
                    contract.number()));
        }
    }
}
