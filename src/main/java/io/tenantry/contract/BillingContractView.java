package io.tenantry.contract;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A billing contract.
 *
 * @param frequencyMonths months of one cycle
 * @param billingPolicy ADVANCE or ARREARS
 * @param prorateUnit DAYS or MONTHS
 * @param dayCount ACTUAL_MONTH, THIRTY_DAY or DAYS_365; used while the prorate unit is DAYS
 * @param monthRounding CEIL, FLOOR or NEAREST; used while the prorate unit is MONTHS
 * @param billingOffsetDays days from the cycle's start (ADVANCE) or end (ARREARS) to its invoice; 1 by default
 * @param taxRate in percent, such as 19
 * @param processRefunds USE_GLOBAL, YES or NO
 */
public record BillingContractView(
        UUID id,
        String number,
        UUID customerId,
        String customerNumber,
        String name,
        String status,
        LocalDate startDate,
        @Nullable LocalDate endDate,
        int frequencyMonths,
        String billingPolicy,
        String prorateUnit,
        String dayCount,
        String monthRounding,
        int billingOffsetDays,
        LocalDate nextInvoiceDate,
        int paymentTermsDays,
        String currency,
        UUID priceListId,
        String priceList,
        boolean allowConversion,
        java.math.BigDecimal taxRate,
        String taxName,
        String processRefunds,
        boolean isDefault,
        @Nullable String billingContact,
        @Nullable String billingEmail,
        List<String> moreRecipients,
        String language,
        @Nullable String paymentProfileNumber,
        AutomationToggles toggles,
        long version) {}
