package io.tenantry.pricing;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A price sheet, written row by row as a test needs it. */
final class SheetText {

    static final String HEADER =
            "\"ProductTitle\",\"ProductId\",\"SkuId\",\"SkuTitle\",\"Publisher\",\"SkuDescription\","
                    + "\"UnitOfMeasure\",\"TermDuration\",\"BillingPlan\",\"Market\",\"Currency\",\"UnitPrice\","
                    + "\"PricingTierRangeMin\",\"PricingTierRangeMax\",\"EffectiveStartDate\",\"EffectiveEndDate\",\"Tags\","
                    + "\"ERP Price\"";

    private final String productId;
    private final String market;
    private final String currency;
    private final List<String> rows = new ArrayList<>();

    private SheetText(String productId, String market, String currency) {
        this.productId = productId;
        this.market = market;
        this.currency = currency;
    }

    static SheetText of(String productId, String market, String currency) {
        return new SheetText(productId, market, currency);
    }

    /** A yearly price; days like {@code 11/1/2025}. */
    SheetText yearly(String price, String firstDay, String lastDay) {
        return row("P1Y", "Annual", price, firstDay + " 12:00:00 AM", lastDay + " 11:59:59 PM");
    }

    SheetText row(String term, String plan, String price, String start, String end) {
        rows.add(String.join(
                ",",
                "Microsoft 365 E5",
                productId,
                "0001",
                "Microsoft 365 E5",
                "Microsoft Corporation",
                "\"Seats, with everything\"",
                "1 User/Year",
                term,
                plan,
                market,
                currency,
                "10.5",
                "",
                "",
                start,
                end,
                "",
                price));
        return this;
    }

    InputStream stream() {
        return new ByteArrayInputStream(bytes());
    }

    byte[] bytes() {
        return (HEADER + "\n" + String.join("\n", rows) + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
