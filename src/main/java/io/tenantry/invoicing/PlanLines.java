package io.tenantry.invoicing;

import io.tenantry.invoicing.ContractPreview.Line;

/** A line in one sentence: {@code Microsoft 365 E5 (SUB-000001), 2026-03-01 to 2026-03-31: 10 × 57.00 EUR × 1 = 570.00 EUR}. */
final class PlanLines {

    private PlanLines() {}

    static String described(Line line) {
        var of = line.subscriptionNumber() == null ? "" : " (" + line.subscriptionNumber() + ")";
        var change = line.changeNumber() == null ? "" : " for " + line.changeNumber();
        return line.description() + of + change + ", " + line.servicePeriod().from() + " to "
                + line.servicePeriod().lastDay() + ": " + worth(line);
    }

    static String worth(Line line) {
        return line.quantity() + " × " + line.unitPrice() + " × " + line.share() + " = " + line.amount();
    }
}
