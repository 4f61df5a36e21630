package io.tenantry.pricing;

import io.tenantry.shared.Money;
import io.tenantry.shared.Period;
import java.util.UUID;

/**
 * A dated price of a product.
 *
 * @param sellingPrice for one unit, such as a year for ANNUAL
 * @param costPrice what the provider takes for it
 * @param valid half-open; an open end is 9999-12-31
 */
public record PriceListItemView(
        UUID id,
        UUID priceListId,
        UUID productId,
        String unit,
        String term,
        Money sellingPrice,
        Money costPrice,
        Period valid,
        long version) {}
