package io.tenantry.contract;

import io.tenantry.shared.Currencies;
import io.tenantry.shared.EmailAddress;
import io.tenantry.shared.Refused;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The terms of a billing contract, new or changed. Provisioning best practices §7.
 *
 * @param endDate the first day that is not billed any more; null while it has no end
 * @param frequencyMonths months of one billing cycle; those of a mapped unit
 * @param billingOffsetDays days from the cycle's start (ADVANCE) or end (ARREARS) to its invoice; negative is before
 * @param priceListId the currency's default price list if null
 * @param taxRate in percent, such as 19
 * @param moreRecipients e-mail addresses that get the invoice as well
 */
public record BillingContractTerms(
        String name,
        LocalDate startDate,
        @Nullable LocalDate endDate,
        int frequencyMonths,
        BillingPolicy billingPolicy,
        Proration proration,
        int billingOffsetDays,
        int paymentTermsDays,
        String currency,
        @Nullable UUID priceListId,
        boolean allowConversion,
        BigDecimal taxRate,
        String taxName,
        ProcessRefunds processRefunds,
        boolean isDefault,
        @Nullable String billingContact,
        @Nullable String billingEmail,
        List<String> moreRecipients,
        String language,
        @Nullable String paymentProfileNumber,
        AutomationToggles toggles) {

    /** When a cycle is invoiced: at its start or at its end. */
    public enum BillingPolicy {
        ADVANCE,
        ARREARS
    }

    /** Whether money is given back for what is not used; the global setting may decide. */
    public enum ProcessRefunds {
        USE_GLOBAL,
        YES,
        NO
    }

    /** How a part of a cycle is charged. DAYS counts by {@code dayCount}, MONTHS rounds by {@code monthRounding}. */
    public record Proration(Unit unit, DayCount dayCount, MonthRounding monthRounding) {

        /** By days of the cycle's own months, started months rounded up: what applies where nothing is said. */
        public static final Proration DEFAULT = new Proration(Unit.DAYS, DayCount.ACTUAL_MONTH, MonthRounding.CEIL);

        public enum Unit {
            DAYS,
            MONTHS
        }

        public enum DayCount {
            ACTUAL_MONTH,
            THIRTY_DAY,
            DAYS_365
        }

        public enum MonthRounding {
            CEIL,
            FLOOR,
            NEAREST
        }
    }

    private static final LocalDate EARLIEST_START = LocalDate.of(2000, 1, 1);
    private static final LocalDate LATEST_START = LocalDate.of(2100, 1, 1);
    private static final int FURTHEST_OFFSET = 60;
    private static final int LONGEST_TERMS = 365;
    private static final int TAX_DECIMALS = 4;
    private static final List<String> LANGUAGES = List.of("en", "de");

    public BillingContractTerms {
        if (name.isBlank()) {
            throw invalid("A billing contract needs a name, such as 'Contoso-CSP-Monthly'");
        }
        checkTerm(startDate, endDate);
        checkDays("Billing offset", billingOffsetDays, -FURTHEST_OFFSET, FURTHEST_OFFSET);
        checkDays("Payment terms", paymentTermsDays, 0, LONGEST_TERMS);
        checkTax(taxRate);
        if (!LANGUAGES.contains(language)) {
            throw invalid("Language '" + language + "' is not one of " + LANGUAGES);
        }
        Currencies.of(currency);
        billingEmail = billingEmail == null || billingEmail.isBlank()
                ? null
                : EmailAddress.of(billingEmail).value();
        moreRecipients = moreRecipients.stream()
                .map(recipient -> EmailAddress.of(recipient).value())
                .distinct()
                .toList();
    }

    private static void checkTerm(LocalDate start, @Nullable LocalDate end) {
        if (start.isBefore(EARLIEST_START) || !start.isBefore(LATEST_START)) {
            throw invalid("Start date " + start + " is not between " + EARLIEST_START + " and " + LATEST_START);
        }
        if (end != null && !end.isAfter(start)) {
            throw invalid("End date " + end + " is not after the start date " + start);
        }
    }

    private static void checkDays(String what, int days, int least, int most) {
        if (days < least || days > most) {
            throw invalid(what + " of " + days + " days is not between " + least + " and " + most);
        }
    }

    private static void checkTax(BigDecimal rate) {
        if (rate.signum() < 0
                || rate.compareTo(BigDecimal.valueOf(100)) > 0
                || rate.stripTrailingZeros().scale() > TAX_DECIMALS) {
            throw invalid("Tax rate " + rate.toPlainString() + " is not between 0 and 100 with 4 decimals at most");
        }
    }

    private static Refused invalid(String message) {
        return new Refused("invalid-contract", message);
    }
}
