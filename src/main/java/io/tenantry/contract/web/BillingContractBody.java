package io.tenantry.contract.web;

import io.tenantry.contract.AutomationToggles;
import io.tenantry.contract.BillingContractTerms;
import io.tenantry.contract.BillingContractTerms.BillingPolicy;
import io.tenantry.contract.BillingContractTerms.ProcessRefunds;
import io.tenantry.contract.BillingContractTerms.Proration;
import io.tenantry.customer.CustomerView;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The terms of a billing contract as they are sent. What is left out takes the default that stands at {@link #terms}.
 *
 * @param customerNumber needed for a new contract; a contract never moves to another customer
 * @param prorationRule one of {@code GET /api/v1/proration-rules}
 * @param prorationRuleVersion of a contract that is changed: the one that it has, if left out; else the current one
 * @param nextInvoiceDate cycles that are invoiced before it are left out, because somebody else billed them
 * @param priceList its name; the currency's default one if left out
 */
record BillingContractBody(
        @Nullable String customerNumber,
        @NotBlank String name,
        @NotNull LocalDate startDate,
        @Nullable LocalDate endDate,
        @NotNull Integer frequencyMonths,
        @Nullable BillingPolicy billingPolicy,
        @Nullable String prorationRule,
        @Nullable Integer prorationRuleVersion,
        @Nullable Integer billingOffsetDays,
        @Nullable LocalDate nextInvoiceDate,
        @Nullable Integer paymentTermsDays,
        @Nullable String currency,
        @Nullable String priceList,
        @Nullable Boolean allowConversion,
        @Nullable BigDecimal taxRate,
        @Nullable String taxName,
        @Nullable String taxService,
        @Nullable ProcessRefunds processRefunds,
        @Nullable Boolean isDefault,
        @Nullable String billingContact,
        @Nullable String billingEmail,
        @Nullable List<String> moreRecipients,
        @Nullable String language,
        @Nullable String paymentProfileNumber,
        @Valid @Nullable Toggles toggles) {

    private static final int NEXT_DAY = 1;
    private static final int THIRTY_DAYS = 30;

    /** The four toggles; what is left out is off. */
    record Toggles(
            @Nullable Boolean generatePdf,
            @Nullable Boolean autoSendEmail,
            @Nullable Boolean autoSyncAccounting,
            @Nullable Boolean autoCharge) {

        AutomationToggles toggles() {
            return new AutomationToggles(
                    or(generatePdf, false),
                    or(autoSendEmail, false),
                    or(autoSyncAccounting, false),
                    or(autoCharge, false));
        }
    }

    /** In advance, by days, invoiced the day after the cycle starts, payable in 30 days, in the customer's currency. */
    BillingContractTerms terms(CustomerView customer, @Nullable UUID priceListId) {
        return new BillingContractTerms(
                name,
                startDate,
                endDate,
                frequencyMonths,
                or(billingPolicy, BillingPolicy.ADVANCE),
                proration(),
                or(billingOffsetDays, NEXT_DAY),
                nextInvoiceDate,
                or(paymentTermsDays, THIRTY_DAYS),
                or(currency, customer.currency()),
                priceListId,
                or(allowConversion, false),
                or(taxRate, BigDecimal.ZERO),
                or(taxName, "Tax"),
                taxService,
                or(processRefunds, ProcessRefunds.USE_GLOBAL),
                or(isDefault, false),
                billingContact == null ? customer.contactName() : billingContact,
                billingEmail == null ? customer.contactEmail() : billingEmail,
                or(moreRecipients, List.of()),
                language,
                paymentProfileNumber,
                or(toggles, new Toggles(false, false, false, false)).toggles());
    }

    private Proration proration() {
        return new Proration(or(prorationRule, Proration.DEFAULT.rule()), prorationRuleVersion);
    }

    private static <T> T or(@Nullable T sent, T otherwise) {
        return sent == null ? otherwise : sent;
    }
}
