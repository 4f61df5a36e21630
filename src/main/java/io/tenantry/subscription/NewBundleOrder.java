package io.tenantry.subscription;

import io.tenantry.shared.Money;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An order for a product bundle: it is ordered with all its parts.
 *
 * @param bundlePartNumber of a published bundle
 * @param quantity of the bundle; its parts multiply it
 * @param unitPrice of one sales unit of the bundle; null takes the price list's
 * @param rollUp whether the bundle costs what its parts would that cost nothing of their own
 */
public record NewBundleOrder(
        String providerAccountNumber,
        String bundlePartNumber,
        @Nullable String contractNumber,
        int quantity,
        String salesUnit,
        String term,
        String billingPlan,
        @Nullable Money unitPrice,
        boolean rollUp,
        LocalDate startDate,
        boolean autoRenew,
        boolean displayOnPortal) {}
