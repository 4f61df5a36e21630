package io.tenantry.subscription;

import io.tenantry.shared.Money;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An order for a new subscription or add-on.
 *
 * @param providerAccountNumber the tenant that gets it; its customer pays
 * @param partNumber {@code productId:skuId} of a product of the catalog
 * @param name prints on the invoice; null takes the product's title
 * @param contractNumber null takes the customer's default contract
 * @param unitPrice for one sales unit; null takes the price list's
 * @param parentNumber the base subscription of an add-on: the true one, of the same tenant
 * @param linkedTo number of the parent that provisions it, for a product of a linked provider; null for all others
 * @param startDate first day that counts; in the future, the provider is told on that day
 */
public record NewSubscription(
        String providerAccountNumber,
        String partNumber,
        @Nullable String name,
        @Nullable String contractNumber,
        int quantity,
        String salesUnit,
        String term,
        String billingPlan,
        @Nullable Money unitPrice,
        LocalDate startDate,
        boolean autoRenew,
        @Nullable String parentNumber,
        boolean billable,
        boolean showOnInvoice,
        boolean displayOnPortal,
        @Nullable String linkedTo) {

    /** One that is not linked. */
    public NewSubscription(
            String providerAccountNumber,
            String partNumber,
            @Nullable String name,
            @Nullable String contractNumber,
            int quantity,
            String salesUnit,
            String term,
            String billingPlan,
            @Nullable Money unitPrice,
            LocalDate startDate,
            boolean autoRenew,
            @Nullable String parentNumber,
            boolean billable,
            boolean showOnInvoice,
            boolean displayOnPortal) {
        this(
                providerAccountNumber,
                partNumber,
                name,
                contractNumber,
                quantity,
                salesUnit,
                term,
                billingPlan,
                unitPrice,
                startDate,
                autoRenew,
                parentNumber,
                billable,
                showOnInvoice,
                displayOnPortal,
                null);
    }
}
