package io.tenantry.postinvoice;

import io.tenantry.invoicing.InvoiceView;
import io.tenantry.shared.Money;
import java.math.BigDecimal;
import java.math.BigInteger;

/** Invoice lines as accounting wants them: quantity × unit price is exactly the amount. */
final class EntryLines {

    /** Accounting systems keep unit prices with five decimals. */
    private static final int PRICE_DECIMALS = 5;

    private EntryLines() {}

    /** Ten seats that cost 305.81 for their days are posted as 10 × 30.581; seven that cost 100.00 as 1 × 100.00. */
    static AccountingSystem.EntryLine of(InvoiceView.Line line) {
        var period = line.servicePeriod();
        var what = line.description() + ", " + line.quantity() + " × " + period.from() + " – " + period.lastDay();
        if (line.quantity() > 0) {
            var scaled = line.amount().amount().movePointRight(PRICE_DECIMALS).toBigIntegerExact();
            var parts = scaled.divideAndRemainder(BigInteger.valueOf(line.quantity()));
            if (parts[1].signum() == 0) {
                var each = new Money(
                        new BigDecimal(parts[0], PRICE_DECIMALS), line.amount().currency());
                return new AccountingSystem.EntryLine(line.sku(), what, line.quantity(), each, line.amount());
            }
        }
        return new AccountingSystem.EntryLine(line.sku(), what, 1, line.amount(), line.amount());
    }
}
