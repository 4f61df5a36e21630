package io.tenantry.pricing;

import io.tenantry.shared.Money;
import java.time.LocalDate;
import java.util.UUID;

/**
 * A price about to be added to a list: what one unit of a product costs for a term, from a day on.
 *
 * @param from its first day; it holds until the next price of the same product, unit and term, or for good
 */
public record NewPriceListItem(
        UUID priceListId,
        UUID productId,
        String unit,
        String term,
        Money sellingPrice,
        Money costPrice,
        LocalDate from) {}
