package io.tenantry.invoicing;

import io.tenantry.charge.NonRecurringItemView;
import io.tenantry.shared.Money;
import io.tenantry.shared.Percent;
import io.tenantry.shared.Period;
import io.tenantry.tax.TaxableLine;
import java.math.BigDecimal;
import java.util.List;

/**
 * The line of a non-recurring item: quantity × price − its own discount, never prorated. Two hours at 149.90 less 10 %
 * are 269.82.
 */
final class ItemLines {

    private static final BigDecimal ALL = BigDecimal.valueOf(100);

    private ItemLines() {}

    static DraftLine of(NonRecurringItemView item, Taxation taxation) {
        var day = Period.of(item.invoiceOn(), item.invoiceOn().plusDays(1));
        var price = price(item.unitPrice(), item.discountPercent());
        var taxable = new TaxableLine(item.taxCategory(), item.taxable(), item.invoiceOn());
        return new DraftLine(
                "NON_RECURRING",
                null,
                null,
                item.id(),
                description(item),
                item.productPartNumber() == null ? "" : item.productPartNumber(),
                day,
                new DraftLine.Measure(item.quantity(), price, "1"),
                price.times(item.quantity()).rounded(),
                taxable,
                taxation.of(taxable),
                json -> {
                    json.writeNumberField("version", 1);
                    json.writeStringField("item", item.number());
                    json.writeNumberField("quantity", item.quantity());
                    json.writeStringField("unitPrice", plain(item.unitPrice().amount()));
                    json.writeStringField("discountPercent", plain(item.discountPercent()));
                    json.writeStringField(
                            "exact", plain(price.times(item.quantity()).amount()));
                },
                List.of());
    }

    /** What one of it costs, after its own discount. */
    static Money price(Money unitPrice, BigDecimal discountPercent) {
        return unitPrice.times(new Percent(ALL.subtract(discountPercent)));
    }

    private static String description(NonRecurringItemView item) {
        var text = new StringBuilder(item.name());
        if (item.description() != null) {
            text.append(": ").append(item.description());
        }
        if (item.discountPercent().signum() > 0) {
            text.append(" (−").append(new Percent(item.discountPercent())).append(')');
        }
        return text.toString();
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }
}
