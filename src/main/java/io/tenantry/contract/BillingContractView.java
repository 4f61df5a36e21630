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
 * @param prorationRule by which a part of a cycle is charged, such as ACTUAL_MONTH; see {@link ProrationRules}
 * @param billingOffsetDays days from the cycle's start (ADVANCE) or end (ARREARS) to its invoice; 1 by default
 * @param taxRate in percent, such as 19; counts while there is no tax service
 * @param taxService code of the service that taxes its invoices; null taxes all at the rate
 * @param processRefunds USE_GLOBAL, YES or NO
 * @param language of its documents: its own, else the customer's
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
        String prorationRule,
        int prorationRuleVersion,
        int billingOffsetDays,
        LocalDate nextInvoiceDate,
        int paymentTermsDays,
        String currency,
        UUID priceListId,
        String priceList,
        boolean allowConversion,
        java.math.BigDecimal taxRate,
        String taxName,
        @Nullable String taxService,
        String processRefunds,
        boolean isDefault,
        @Nullable String billingContact,
        @Nullable String billingEmail,
        List<String> moreRecipients,
        String language,
        @Nullable String paymentProfileNumber,
        AutomationToggles toggles,
        long version) {

    /** Whether no run bills anything of it any more: deactivated is for good, and what is owed of it stays unbilled. */
    public boolean billsNoMore() {
        return !status.equals("ACTIVE");
    }
}
