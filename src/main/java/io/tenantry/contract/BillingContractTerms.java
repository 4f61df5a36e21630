package io.tenantry.contract;

import io.tenantry.shared.Currencies;
import io.tenantry.shared.EmailAddress;
import io.tenantry.shared.FieldRefused;
import io.tenantry.shared.Percent;
import io.tenantry.shared.UnknownCurrency;
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
 * @param nextInvoiceDate the cycles that are billed before it are not billed here; null for what follows from the terms
 * @param priceListId the currency's default price list if null
 * @param taxRate in percent, such as 19; counts while no tax service is named
 * @param taxService code of the service that taxes the contract's invoices; null taxes all at {@code taxRate}
 * @param moreRecipients e-mail addresses that get the invoice as well
 * @param language of its documents, en or de; null takes the customer's
 */
public record BillingContractTerms(
        String name,
        LocalDate startDate,
        @Nullable LocalDate endDate,
        int frequencyMonths,
        BillingPolicy billingPolicy,
        Proration proration,
        int billingOffsetDays,
        @Nullable LocalDate nextInvoiceDate,
        int paymentTermsDays,
        String currency,
        @Nullable UUID priceListId,
        boolean allowConversion,
        BigDecimal taxRate,
        String taxName,
        @Nullable String taxService,
        ProcessRefunds processRefunds,
        boolean isDefault,
        @Nullable String billingContact,
        @Nullable String billingEmail,
        List<String> moreRecipients,
        @Nullable String language,
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

    /**
     * By which rule a part of a cycle is charged.
     *
     * @param rule its name, see {@link ProrationRules}
     * @param version null for the one that the contract has; for another rule, the current one
     */
    public record Proration(String rule, @Nullable Integer version) {

        /** By days of the cycle's own months: what applies where nothing is said. */
        public static final Proration DEFAULT = new Proration("ACTUAL_MONTH", null);
    }

    private static final LocalDate EARLIEST_START = LocalDate.of(2000, 1, 1);
    private static final LocalDate LATEST_START = LocalDate.of(2100, 1, 1);
    private static final int FURTHEST_OFFSET = 60;
    private static final int LONGEST_TERMS = 365;
    private static final int TAX_DECIMALS = 4;
    private static final List<String> LANGUAGES = List.of("en", "de");

    public BillingContractTerms {
        if (name.isBlank()) {
            throw invalid("name", "A billing contract needs a name, such as 'Contoso-CSP-Monthly'");
        }
        checkTerm(startDate, endDate);
        checkDays("billingOffsetDays", "Billing offset", billingOffsetDays, -FURTHEST_OFFSET, FURTHEST_OFFSET);
        checkDays("paymentTermsDays", "Payment terms", paymentTermsDays, 0, LONGEST_TERMS);
        checkTax(taxRate);
        if (language != null && !LANGUAGES.contains(language)) {
            throw invalid("language", "Language '" + language + "' is not one of " + LANGUAGES);
        }
        checkCurrency(currency);
        if (frequencyMonths < 1) {
            throw invalid("frequencyMonths", "A cycle needs at least one month, not " + frequencyMonths);
        }
        checkNextInvoice(
                nextInvoiceDate, firstInvoiceDate(startDate, billingPolicy, frequencyMonths, billingOffsetDays));
        billingEmail = billingEmail == null || billingEmail.isBlank()
                ? null
                : EmailAddress.of(billingEmail).value();
        moreRecipients = moreRecipients.stream()
                .map(recipient -> EmailAddress.of(recipient).value())
                .distinct()
                .toList();
    }

    /** Credits are taxed as what they take back was: a rate without dates cannot tell what held then. */
    void requireDatedTax(String contract, BigDecimal presentRate, boolean hasService) {
        if (taxService == null && (hasService || taxRate.compareTo(presentRate) != 0)) {
            throw new FieldRefused(
                    "tax-of-billed-contract",
                    "taxRate",
                    "Billing contract " + contract + " has been invoiced "
                            + (hasService ? "with the rates of a tax service" : "at " + new Percent(presentRate))
                            + "; another rate of its own would tax credits of earlier cycles too. Name a tax service,"
                            + " whose rates have dates");
        }
    }

    /**
     * When the first cycle is invoiced: a monthly contract from 2026-01-01 with an offset of one day on 2026-01-02 in
     * advance, and on 2026-02-02 in arrears.
     */
    LocalDate firstInvoiceDate() {
        return firstInvoiceDate(startDate, billingPolicy, frequencyMonths, billingOffsetDays);
    }

    /** Whether they cut cycles otherwise, or count them in another currency. */
    boolean cutOtherwise(LocalDate start, int months, BillingPolicy policy, String counted) {
        return !startDate.equals(start)
                || frequencyMonths != months
                || billingPolicy != policy
                || !currency.equals(counted);
    }

    static LocalDate firstInvoiceDate(LocalDate start, BillingPolicy policy, int frequencyMonths, int offsetDays) {
        var base = policy == BillingPolicy.ADVANCE ? start : start.plusMonths(frequencyMonths);
        return base.plusDays(offsetDays);
    }

    private static void checkTerm(LocalDate start, @Nullable LocalDate end) {
        if (start.isBefore(EARLIEST_START) || !start.isBefore(LATEST_START)) {
            throw invalid(
                    "startDate", "Start date " + start + " is not between " + EARLIEST_START + " and " + LATEST_START);
        }
        if (end != null && !end.isAfter(start)) {
            throw invalid("endDate", "End date " + end + " is not after the start date " + start);
        }
    }

    private static void checkDays(String field, String what, int days, int least, int most) {
        if (days < least || days > most) {
            throw invalid(field, what + " of " + days + " days is not between " + least + " and " + most);
        }
    }

    private static void checkTax(BigDecimal rate) {
        if (rate.signum() < 0
                || rate.compareTo(BigDecimal.valueOf(100)) > 0
                || rate.stripTrailingZeros().scale() > TAX_DECIMALS) {
            throw invalid(
                    "taxRate",
                    "Tax rate " + rate.toPlainString() + " is not between 0 and 100 with 4 decimals at most");
        }
    }

    private static void checkCurrency(String code) {
        try {
            Currencies.of(code);
        } catch (UnknownCurrency unknown) {
            throw new FieldRefused(unknown.type(), "currency", String.valueOf(unknown.getMessage()));
        }
    }

    private static void checkNextInvoice(@Nullable LocalDate next, LocalDate first) {
        if (next != null && next.isBefore(first)) {
            throw invalid(
                    "nextInvoiceDate",
                    "Next invoice date " + next + " is before the contract's first invoice on " + first
                            + "; choose that day or a later one, or leave it out");
        }
    }

    private static FieldRefused invalid(String field, String message) {
        return new FieldRefused("invalid-contract", field, message);
    }
}
