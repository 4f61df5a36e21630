package io.tenantry.pricing;

/** What a price sheet did, in rows of the sheet. Loading the same sheet again leaves all unchanged. */
public record PriceSheetCounts(long added, long changed, long unchanged) {}
