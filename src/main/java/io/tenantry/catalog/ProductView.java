package io.tenantry.catalog;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A product of the catalog.
 *
 * @param providerPartNumber {@code productId:skuId}, the key by which a provider's subscription finds its product
 * @param taxCategory by which of a tax service's rates it is taxed, such as STANDARD or REDUCED
 * @param quantityReductionBehavior QRB: ALLOWED, DISALLOWED, ALLOWED_WITHIN_WINDOW, or null, which allows
 * @param quantityReductionWindow QRW in days
 */
public record ProductView(
        UUID id,
        String provider,
        String providerPartNumber,
        String title,
        String skuTitle,
        String publisher,
        String billingType,
        String taxCategory,
        @Nullable String quantityReductionBehavior,
        @Nullable Integer quantityReductionWindow,
        boolean active,
        long version) {}
