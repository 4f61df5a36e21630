package io.tenantry.invoicing;

import io.tenantry.shared.Money;
import io.tenantry.tax.TaxTreatment;
import java.util.ArrayList;
import java.util.List;

/**
 * Lines of one category and rate. Their tax is that of the sum of the rounded lines, rounded once: 19 % of 305.81 is
 * 58.10.
 */
record TaxGroup(TaxTreatment treatment, Money net, Money tax) {

    /** In the order of their first lines. */
    static List<TaxGroup> of(List<DraftLine> lines) {
        var groups = new ArrayList<TaxGroup>(1);
        for (var line : lines) {
            add(groups, line);
        }
        groups.replaceAll(group -> new TaxGroup(group.treatment, group.net, group.treatment.taxOf(group.net)));
        return List.copyOf(groups);
    }

    private static void add(List<TaxGroup> groups, DraftLine line) {
        for (var index = 0; index < groups.size(); index++) {
            var group = groups.get(index);
            if (group.treatment.isTaxedLike(line.tax())) {
                groups.set(index, new TaxGroup(group.treatment, group.net.plus(line.amount()), group.tax));
                return;
            }
        }
        groups.add(
                new TaxGroup(line.tax(), line.amount(), Money.zero(line.amount().currency())));
    }
}
