package io.tenantry.diagnosis;

import io.tenantry.diagnosis.Evidence.Change;
import io.tenantry.diagnosis.Evidence.Subscription;
import java.util.ArrayList;
import java.util.List;

/** Why a line has another price than somebody expects. */
final class WrongPriceCauses implements CauseFinder {

    @Override
    public List<Finding> find(Subject subject, Evidence evidence) {
        var findings = new ArrayList<Finding>();
        for (var one : Subjects.subscriptions(subject, evidence)) {
            if (one.product() == null) {
                findings.add(Cause.PRODUCT_MISSING.found(
                        one.number() + " has no product of the catalog", one.number(), one.partNumber()));
                continue;
            }
            findings.addAll(PriceCauses.listed(subject, evidence, one));
            findings.addAll(PriceCauses.currency(evidence, one));
            unit(one, findings);
        }
        for (var change : Subjects.changes(subject, evidence)) {
            if (!change.archived()) {
                price(subject, evidence, change, findings);
            }
        }
        prorated(subject, evidence, findings);
        return findings;
    }

    private static void unit(Subscription one, List<Finding> findings) {
        if (one.unitMonths() != null
                && one.unitMonthsNow() != null
                && !one.unitMonths().equals(one.unitMonthsNow())) {
            findings.add(Cause.UNIT_MAPPING_CHANGED.found(
                    one.number() + " was priced when " + one.salesUnit() + " covered " + one.unitMonths()
                            + " months; Unit Mapping says " + one.unitMonthsNow() + " now",
                    one.number(),
                    String.valueOf(one.salesUnit())));
        }
    }

    private static void price(Subject subject, Evidence evidence, Change change, List<Finding> findings) {
        if (change.effective().isAfter(subject.date())) {
            if (change.quantityDelta() == 0) {
                findings.add(Cause.PRICE_CHANGE_EFFECTIVE_LATER.found(
                        change.number() + " sets " + change.unitPrice() + " for " + change.subscription() + " from "
                                + change.effective() + " on",
                        change.number()));
            }
            return;
        }
        if (change.listPrice() != null && change.unitPrice() != null && !change.priceFits()) {
            findings.add(Cause.PRICE_DIFFERS_FROM_LIST.found(
                    change.number() + " has " + change.unitPrice() + ", the price list said " + change.listPrice()
                            + " on " + change.effective(),
                    change.number()));
        }
        changedSince(subject, evidence, change, findings);
    }

    /** A purchase keeps the price of its day. */
    private static void changedSince(Subject subject, Evidence evidence, Change change, List<Finding> findings) {
        var last = Subjects.lastChange(evidence, change.subscription());
        if (last.isEmpty() || !last.get().number().equals(change.number()) || change.listPrice() == null) {
            return;
        }
        evidence.prices().stream()
                .filter(item -> item.subscription().equals(change.subscription())
                        && item.unit().equals(change.salesUnit())
                        && item.validFrom().isAfter(change.effective())
                        && item.validOn(subject.date())
                        && !item.price().equals(change.listPrice()))
                .findFirst()
                .ifPresent(item -> findings.add(Cause.LIST_PRICE_CHANGED_SINCE.found(
                        "The price list says " + item.price() + " since " + item.validFrom() + "; "
                                + change.subscription() + " keeps " + change.unitPrice() + " of " + change.effective(),
                        change.number(),
                        item.validFrom().toString())));
    }

    private static void prorated(Subject subject, Evidence evidence, List<Finding> findings) {
        evidence.lines().stream()
                .filter(line -> Subjects.isAbout(subject, line.subscription()))
                .filter(line -> subject.invoice() == null
                        || evidence.invoices().stream()
                                .anyMatch(invoice -> invoice.reference().equals(subject.invoice())
                                        && invoice.name().equals(line.invoice())))
                .filter(line -> !line.share().equals("1") && !subject.date().isBefore(line.from()))
                .limit(5)
                .forEach(line -> findings.add(Cause.PRORATED.found(
                        line.invoice() + " line " + line.position() + " bills " + line.share() + " months: "
                                + line.quantity() + " × " + line.unitPrice() + " × " + line.share() + " = "
                                + line.amount(),
                        line.invoice() + "/" + line.position())));
    }
}
