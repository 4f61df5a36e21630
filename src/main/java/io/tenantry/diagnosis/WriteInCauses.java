package io.tenantry.diagnosis;

import io.tenantry.diagnosis.Evidence.Subscription;
import java.util.ArrayList;
import java.util.List;

/** A subscription is billed as a write-in, or not at all, where its price cannot be found. */
final class WriteInCauses implements CauseFinder {

    @Override
    public List<Finding> find(Subject subject, Evidence evidence) {
        var findings = new ArrayList<Finding>();
        Subjects.subscriptions(subject, evidence)
                .forEach(one -> findings.addAll(ofSubscription(subject, evidence, one)));
        evidence.quarantined().stream()
                .filter(line -> Subjects.isAbout(subject, line.subscription()))
                .forEach(line -> findings.add(Cause.LINE_QUARANTINED.found(
                        line.subscription() + " is held back from " + line.from() + " on: " + line.reason(),
                        line.subscription(),
                        line.code(),
                        line.owner())));
        findings.addAll(Subjects.waitingDrafts(subject, evidence));
        return findings;
    }

    private static List<Finding> ofSubscription(Subject subject, Evidence evidence, Subscription one) {
        var findings = new ArrayList<Finding>();
        if (one.product() == null) {
            findings.add(Cause.PRODUCT_MISSING.found(
                    one.number() + " (" + one.name() + ") has no product of the catalog",
                    one.number(),
                    one.partNumber()));
            return findings;
        }
        if (one.salesUnit() == null && Subjects.lastUnit(evidence, one.number()) == null) {
            findings.add(Cause.UNIT_MISSING.found(one.number() + " has no sales unit", one.number()));
        }
        findings.addAll(PriceCauses.listed(subject, evidence, one));
        findings.addAll(PriceCauses.currency(evidence, one));
        Subjects.lastChange(evidence, one.number())
                .filter(change -> change.unitPrice() == null)
                .ifPresent(change -> findings.add(Cause.PRICE_MISSING.found(
                        change.number() + ", the last change of " + one.number() + ", has no price",
                        one.number(),
                        change.number())));
        return findings;
    }
}
