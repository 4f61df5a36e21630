package io.tenantry.pricing;

import io.tenantry.shared.Period;
import java.math.BigDecimal;

/**
 * One row of a price sheet, read and checked.
 *
 * @param partNumber {@code productId:skuId}
 * @param selling the sheet's ERP price for one unit
 * @param cost the sheet's unit price
 */
record PriceSheetRow(
        long line,
        String partNumber,
        String title,
        String skuTitle,
        String publisher,
        String unit,
        String term,
        BigDecimal selling,
        BigDecimal cost,
        Period valid) {}
