package io.tenantry.postinvoice;

import io.tenantry.invoicing.InvoiceView;
import java.math.BigDecimal;

/**
 * How a line says its amount in EN 16931: quantity (BT-129) × price (BT-146) ÷ base quantity (BT-149), to the cent, with
 * a price that is never negative (BR-27). What is taken back has a negative quantity.
 *
 * <ul>
 *   <li>Whole months: 7 seats × 12 months at 8.50 are 714.00, said as 7 × 102.00.
 *   <li>A part of the months: 10 seats × 12.00 × 79/31 are 305.81. No price for one seat with few decimals makes that
 *       amount, so it is said as 10 at 305.81 per 10.
 * </ul>
 */
record LineMeasure(BigDecimal quantity, BigDecimal price, BigDecimal baseQuantity) {

    static LineMeasure of(InvoiceView.Line line) {
        var plain = line.share().indexOf('/') < 0;
        if (plain) {
            var price = line.unitPrice().times(new BigDecimal(line.share()));
            if (price.times(line.quantity()).rounded().compareTo(line.amount()) == 0) {
                return signed(line.quantity(), price.amount(), BigDecimal.ONE);
            }
        }
        var pieces = Math.max(1, Math.abs(line.quantity()));
        return signed(pieces, line.amount().amount(), BigDecimal.valueOf(pieces));
    }

    private static LineMeasure signed(int quantity, BigDecimal price, BigDecimal base) {
        var taken = BigDecimal.valueOf(quantity);
        return price.signum() < 0
                ? new LineMeasure(taken.negate(), price.negate(), base)
                : new LineMeasure(taken, price, base);
    }
}
