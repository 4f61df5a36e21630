package io.tenantry.subscription;

import io.tenantry.shared.Refused;
import java.time.LocalDate;
import java.util.List;

/**
 * Keeps back-dated changes exact. A change moves the monthly value from what it is after the change before it; dated
 * before a change of price, or a price dated before a change of quantity, it would bill days at a value that they never
 * had.
 *
 * <p>Ten seats at 12.00 from 1 January and five more from 1 March: two more seats from 1 February are exact. A price of
 * 13.00 from 1 February is not, for it would bill the five in February too.
 */
final class LedgerChecks {

    private LedgerChecks() {}

    static void requireExact(List<LicenseChange> ledger, PlannedChange plan) {
        for (var later : ledger) {
            if (later.effectiveDate().isAfter(plan.effectiveDate()) && interferes(ledger, later, plan)) {
                throw new Refused(
                        "out-of-order",
                        "A change from " + plan.effectiveDate() + " cannot be entered after " + later.number()
                                + " from " + later.effectiveDate() + "; give " + latest(ledger) + " or a later day");
            }
        }
    }

    /**
     * What waits for the provider was reckoned before what is written now, and would be told with the total of then. 25
     * seats, five more wait (30), and the next term has 20: written now, the provider would be told 30 after it.
     *
     * @param what is about to be written, for the words of the refusal
     */
    static void requireNothingAwaits(List<LicenseChange> ledger, String what) {
        ledger.stream()
                .filter(change -> change.provisioningStatus() == ProvisioningStatus.AWAITING_PROVISIONING)
                .findFirst()
                .ifPresent(change -> {
                    throw new Refused(
                            "changes-open",
                            what + ", but " + change + " (" + change.quantityAfter()
                                    + " seats) has yet to go to its provider; have it provisioned, or set it to Not"
                                    + " Applicable, then repeat");
                });
    }

    static LocalDate latest(List<LicenseChange> ledger) {
        return ledger.stream()
                .map(LicenseChange::effectiveDate)
                .max(LocalDate::compareTo)
                .orElseThrow();
    }

    /** From when on no price is known: from the first day on, if there never was one. */
    static LocalDate unpricedFrom(List<LicenseChange> ledger) {
        var first = ledger.size();
        while (first > 0 && !ledger.get(first - 1).price().isKnown()) {
            first--;
        }
        return first > 0
                ? ledger.get(first).effectiveDate()
                : ledger.stream()
                        .map(LicenseChange::effectiveDate)
                        .min(LocalDate::compareTo)
                        .orElseThrow();
    }

    private static boolean interferes(List<LicenseChange> ledger, LicenseChange later, PlannedChange plan) {
        var movesPrice = plan.unitPrice() != null || plan.productId() != null;
        var before = later.sequence() == 1
                ? Price.unknown(null)
                : ledger.get(later.sequence() - 2).price();
        return movesPrice || !later.price().sameAs(before);
    }
}
