package io.tenantry.subscription;

import io.tenantry.shared.Refused;
import java.time.LocalDate;
import java.time.Period;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The commitment of a subscription and the days on which it renews. Renewals are computed from one origin and never
 * chained, so that a term from 31 January renews on 28 February and on 31 March.
 *
 * <p>A year from 3 March 2025 renews on 3 March 2026, 3 March 2027 …
 *
 * @param start first day of the first term
 * @param commitmentEnd last day of the term as the provider tells it; it outranks what we compute
 * @param months of one term; 0 where the provider has none
 */
record Term(LocalDate start, @Nullable LocalDate commitmentEnd, int months) {

    private static final Set<String> SOLD = Set.of("P1M", "P1Y", "P3Y");
    private static final Set<String> PLANS = Set.of("MONTHLY", "ANNUAL", "TRIENNIAL");

    static Term of(LocalDate start, @Nullable LocalDate commitmentEnd, String iso) {
        return new Term(start, commitmentEnd, monthsOf(iso));
    }

    /** @throws Refused if a new subscription cannot be sold like this */
    static void requireSellable(String term, String billingPlan) {
        if (!SOLD.contains(term)) {
            throw new Refused("invalid-term", "Term '" + term + "' is not sold; choose P1M, P1Y or P3Y");
        }
        if (!PLANS.contains(billingPlan)) {
            throw new Refused(
                    "invalid-billing-plan",
                    "Billing plan '" + billingPlan + "' does not exist; choose MONTHLY, ANNUAL or TRIENNIAL");
        }
        if (planMonths(billingPlan) > monthsOf(term)) {
            throw new Refused(
                    "invalid-billing-plan",
                    "Billing plan " + billingPlan + " is longer than the term " + term + "; choose a longer term");
        }
    }

    /** The latest renewal on or before a day; empty before the first. */
    Optional<LocalDate> lastRenewal(LocalDate day) {
        return renewalAt(periodsUntil(day)).filter(renewal -> renewal.isAfter(start));
    }

    /** The first renewal on or after a day; empty where nothing renews. */
    Optional<LocalDate> nextRenewal(LocalDate day) {
        var last = renewalAt(periodsUntil(day));
        var next = last.isPresent() && !last.get().isBefore(day) ? last : renewalAt(periodsUntil(day) + 1);
        if (next.isPresent() && !next.get().isAfter(start)) {
            next = renewalAt(periodsUntil(start) + 1);
        }
        return next.filter(renewal -> renewal.isAfter(start) && !renewal.isBefore(day));
    }

    /** Last day of a whole term from a day on: a year from 3 March 2025 ends on 2 March 2026. */
    static LocalDate endOf(LocalDate from, String iso) {
        return from.plusMonths(monthsOf(iso)).minusDays(1);
    }

    /**
     * Last day of the term that begins on a day. Counted from the first term's start where the day is one of its
     * renewals, so that months from 31 January end on 27 February and on 30 March.
     */
    LocalDate endAfter(LocalDate renewedOn) {
        return nextRenewal(renewedOn)
                .filter(renewedOn::equals)
                .flatMap(renewal -> nextRenewal(renewal.plusDays(1)))
                .orElseGet(() -> renewedOn.plusMonths(months))
                .minusDays(1);
    }

    private LocalDate origin() {
        return commitmentEnd == null ? start : commitmentEnd.plusDays(1);
    }

    private Optional<LocalDate> renewalAt(long periods) {
        if (months > 0) {
            return Optional.of(origin().plusMonths(periods * months));
        }
        return commitmentEnd != null && periods == 0 ? Optional.of(origin()) : Optional.empty();
    }

    private long periodsUntil(LocalDate day) {
        if (months == 0) {
            return origin().isAfter(day) ? -1 : 0;
        }
        var periods = Math.floorDiv(ChronoUnit.MONTHS.between(origin(), day), (long) months) + 1;
        while (origin().plusMonths(periods * months).isAfter(day)) {
            periods--;
        }
        return periods;
    }

    static int monthsOf(String iso) {
        try {
            return iso.isEmpty() ? 0 : (int) Period.parse(iso).toTotalMonths();
        } catch (DateTimeParseException unknown) {
            return 0;
        }
    }

    private static int planMonths(String billingPlan) {
        return switch (billingPlan) {
            case "TRIENNIAL" -> 36;
            case "ANNUAL" -> 12;
            default -> 1;
        };
    }
}
