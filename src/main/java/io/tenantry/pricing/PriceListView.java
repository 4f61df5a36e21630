package io.tenantry.pricing;

import java.util.UUID;

/** A price list: one currency, one market. */
public record PriceListView(UUID id, String name, String market, String currency, boolean isDefault) {}
