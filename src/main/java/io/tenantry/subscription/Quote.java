package io.tenantry.subscription;

import io.tenantry.pricing.PriceListItemView;
import org.jspecify.annotations.Nullable;

/** A sale with the price list item found for it, and what the decisions want to know of both. */
record Quote(Sale sale, @Nullable PriceListItemView item, SalesFacts facts) {}
