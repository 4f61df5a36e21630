package io.tenantry.sandbox.partnercenter;

import io.tenantry.sandbox.world.Identifiers;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A SKU as one market's price sheet has it. */
record Sku(String market, List<PriceRow> rows) {

    static final int MAXIMUM_QUANTITY = 10_000;

    PriceRow first() {
        return rows.get(0);
    }

    String title() {
        return first().skuTitle();
    }

    /** A trial has a SKU of its own, which costs nothing. */
    boolean isTrial() {
        return Catalog.isTrial(first().productId(), first().skuId());
    }

    /** Price sheets carry no availability; the sandbox derives one of twelve characters, the same for ever. */
    CatalogItem item() {
        var availability = "CFQ7TTC0"
                + Identifiers.digest(market, first().productId(), first().skuId())
                        .substring(0, 4)
                        .toUpperCase(Locale.ROOT);
        return new CatalogItem(first().productId(), first().skuId(), availability);
    }

    /** The price of a term in a billing rhythm at an instant, if it is sold so. */
    Optional<PriceRow> price(String term, String cycle, Instant now) {
        return rows.stream()
                .filter(row -> row.sells(term, cycle) && row.isEffective(now))
                .findFirst();
    }

    List<PriceRow> pricesAt(Instant now) {
        return rows.stream().filter(row -> row.isEffective(now)).toList();
    }
}
