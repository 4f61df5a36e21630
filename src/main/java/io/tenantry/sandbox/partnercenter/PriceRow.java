package io.tenantry.sandbox.partnercenter;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.apache.commons.csv.CSVRecord;

/** One line of a price sheet: what a licence costs the partner for a term, paid in one rhythm, between two instants. */
record PriceRow(
        String productTitle,
        String productId,
        String skuId,
        String skuTitle,
        String publisher,
        String termDuration,
        String billingCycle,
        String currency,
        BigDecimal unitPrice,
        BigDecimal listPrice,
        Instant from,
        Instant to) {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("M/d/yyyy h:mm:ss a", Locale.US);

    static PriceRow of(CSVRecord row) {
        return new PriceRow(
                row.get("ProductTitle"),
                row.get("ProductId"),
                row.get("SkuId"),
                row.get("SkuTitle"),
                row.get("Publisher"),
                row.get("TermDuration"),
                row.get("BillingPlan").toLowerCase(Locale.ROOT),
                row.get("Currency"),
                new BigDecimal(row.get("UnitPrice")),
                new BigDecimal(row.get("ERP Price")),
                instant(row.get("EffectiveStartDate")),
                instant(row.get("EffectiveEndDate")));
    }

    private static Instant instant(String text) {
        return LocalDateTime.parse(text, DATE).toInstant(ZoneOffset.UTC);
    }

    boolean sells(String term, String cycle) {
        return termDuration.equalsIgnoreCase(term) && billingCycle.equalsIgnoreCase(cycle);
    }

    boolean isEffective(Instant now) {
        return !now.isBefore(from) && !now.isAfter(to);
    }
}
