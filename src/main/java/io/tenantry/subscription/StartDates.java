package io.tenantry.subscription;

import io.tenantry.contract.BillingContractView;
import io.tenantry.shared.Refused;
import java.time.LocalDate;

/**
 * When a new subscription may start: within its contract, at most a year ahead, and at most 90 days back. Further back
 * is a mistyped year far more often than a start, and each unbilled cycle since then would be invoiced at once.
 */
final class StartDates {

    static final int DAYS_BACK = 90;

    private StartDates() {}

    static void require(LocalDate start, BillingContractView contract, LocalDate today) {
        if (start.isBefore(contract.startDate())) {
            throw refused(
                    start,
                    "lies before billing contract " + contract.number() + " starts on " + contract.startDate()
                            + "; start on that day or later");
        }
        if (contract.endDate() != null && !start.isBefore(contract.endDate())) {
            throw refused(
                    start,
                    "lies after billing contract " + contract.number() + " ends on " + contract.endDate()
                            + "; name another contract");
        }
        var earliest = today.minusDays(DAYS_BACK);
        if (start.isBefore(earliest)) {
            throw refused(
                    start, "lies more than " + DAYS_BACK + " days back; start on " + earliest + " at the earliest");
        }
        var latest = today.plusYears(1);
        if (start.isAfter(latest)) {
            throw refused(start, "lies more than a year ahead; start on " + latest + " at the latest");
        }
    }

    private static Refused refused(LocalDate start, String why) {
        return new Refused("invalid-start", "Start date " + start + " " + why);
    }
}
