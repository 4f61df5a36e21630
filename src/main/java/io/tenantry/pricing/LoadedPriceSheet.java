package io.tenantry.pricing;

/** A price sheet that was taken over, wholly. */
public record LoadedPriceSheet(PriceListView priceList, PriceSheetCounts rows, int newProducts) {}
