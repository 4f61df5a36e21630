package io.tenantry.diagnosis;

import io.tenantry.diagnosis.Evidence.Change;
import io.tenantry.diagnosis.Evidence.Invoice;
import io.tenantry.diagnosis.Evidence.Line;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Two invoices on one day are usually two cycles. Whether anything is billed twice is seen by the service periods side by
 * side; the same license change cannot be, so an overlap is always two changes.
 */
final class DoubleBillingCauses implements CauseFinder {

    @Override
    public List<Finding> find(Subject subject, Evidence evidence) {
        var findings = new ArrayList<Finding>();
        catchUp(evidence, findings);
        enteredTwice(subject, evidence, findings);
        sameProduct(subject, evidence, findings);
        credited(evidence, findings);
        overlaps(subject, evidence, findings);
        if (findings.isEmpty() && !evidence.lines().isEmpty()) {
            findings.add(Cause.NOT_DOUBLE_BILLED.found(
                    "The service periods of " + evidence.contract().number() + " lie side by side without an overlap"));
        }
        return findings;
    }

    /** Several cycles in one run: the start or the next invoice date lay in the past. */
    private static void catchUp(Evidence evidence, List<Finding> findings) {
        var byRun = evidence.invoices().stream()
                .filter(invoice -> invoice.run() != null
                        && invoice.kind().equals("INVOICE")
                        && !invoice.status().equals("VOID"))
                .collect(Collectors.groupingBy(
                        invoice -> String.valueOf(invoice.run()), LinkedHashMap::new, Collectors.toList()));
        byRun.forEach((run, invoices) -> {
            var cycles = invoices.stream().map(Invoice::from).distinct().count();
            if (cycles > 1) {
                findings.add(Cause.CATCH_UP.found(
                        run + " caught up " + cycles + " cycles of contract "
                                + evidence.contract().number() + " at once, each with its own service period",
                        invoices.stream()
                                .map(invoice -> invoice.name() + " " + invoice.from() + " to " + invoice.to())
                                .toArray(String[]::new)));
            }
        });
    }

    private static void enteredTwice(Subject subject, Evidence evidence, List<Finding> findings) {
        var changes = Subjects.changes(subject, evidence).stream()
                .filter(change -> !change.archived() && change.quantityDelta() > 0)
                .toList();
        for (var change : changes) {
            changes.stream()
                    .filter(other -> other.sequence() > change.sequence() && isTwin(change, other))
                    .findFirst()
                    .ifPresent(other -> findings.add(Cause.CHANGE_ENTERED_TWICE.found(
                            change.number() + " and " + other.number() + " both add " + change.quantityDelta() + " to "
                                    + change.subscription() + " from " + change.effective() + " on",
                            change.number(),
                            other.number())));
        }
    }

    private static boolean isTwin(Change change, Change other) {
        return other.subscription().equals(change.subscription())
                && other.effective().equals(change.effective())
                && other.quantityDelta() == change.quantityDelta();
    }

    private static void sameProduct(Subject subject, Evidence evidence, List<Finding> findings) {
        Subjects.subscriptions(subject, evidence).stream()
                .filter(one -> one.billable() && one.quantity() > 0)
                .filter(one -> !one.sameProductElsewhere().isEmpty())
                .forEach(one -> findings.add(Cause.SAME_PRODUCT_TWICE.found(
                        one.name() + " is billed for " + one.number() + " and for "
                                + String.join(", ", one.sameProductElsewhere()),
                        one.sameProductElsewhere().toArray(String[]::new))));
    }

    private static void credited(Evidence evidence, List<Finding> findings) {
        evidence.invoices().stream()
                .filter(invoice ->
                        invoice.corrects() != null && !invoice.status().equals("VOID"))
                .forEach(credit -> evidence.invoices().stream()
                        .filter(invoice -> invoice.kind().equals("INVOICE")
                                && !invoice.status().equals("VOID"))
                        .filter(invoice -> !invoice.name().equals(credit.corrects()))
                        .filter(invoice -> invoice.from().isBefore(credit.to())
                                && credit.from().isBefore(invoice.to()))
                        .forEach(again -> findings.add(Cause.CREDITED_AND_BILLED_AGAIN.found(
                                credit.corrects() + " was credited by " + credit.name()
                                        + " and its cycle billed again by " + again.name(),
                                String.valueOf(credit.corrects()),
                                credit.name(),
                                again.name()))));
    }

    private static void overlaps(Subject subject, Evidence evidence, List<Finding> findings) {
        var lines = evidence.lines().stream()
                .filter(line -> line.subscription() != null && Subjects.isAbout(subject, line.subscription()))
                .filter(line -> line.kind().equals("FULL_CYCLE") || line.kind().equals("MID_CYCLE"))
                .toList();
        for (var first = 0; first < lines.size(); first++) {
            for (var second = first + 1; second < lines.size(); second++) {
                if (overlap(lines.get(first), lines.get(second))) {
                    findings.add(side(lines.get(first), lines.get(second)));
                }
            }
        }
    }

    private static boolean overlap(Line one, Line other) {
        return Objects.equals(one.subscription(), other.subscription()) && one.overlaps(other);
    }

    private static Finding side(Line one, Line other) {
        return Cause.DIFFERENT_CHANGES_SAME_PERIOD.found(
                "Two lines of " + one.subscription() + " overlap, for different license changes: " + told(one) + " and "
                        + told(other),
                one.invoice() + "/" + one.position(),
                other.invoice() + "/" + other.position());
    }

    private static String told(Line line) {
        var of = line.change() == null ? "what was in force" : line.change();
        return line.invoice() + " line " + line.position() + " (" + line.from() + " to " + line.to() + ", " + of + ", "
                + line.amount() + ")";
    }
}
