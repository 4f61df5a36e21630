package io.tenantry.charge;

import io.tenantry.shared.FieldRefused;
import io.tenantry.shared.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What is to be known of a non-recurring item, new or changed; the words are {@link NonRecurringItemView}'s. A price of
 * zero is fine: what is given away still prints. Money back goes by a credit note, so a price is never negative.
 *
 * @param unitPrice in the contract's currency
 */
public record NewNonRecurringItem(
        String name,
        @Nullable String description,
        @Nullable String provider,
        @Nullable String productPartNumber,
        int quantity,
        Money unitPrice,
        BigDecimal discountPercent,
        boolean taxable,
        LocalDate invoiceOn,
        @Nullable LocalDate expiresOn) {

    private static final int MOST = 1_000_000;
    private static final int PRICE_DECIMALS = 6;
    private static final int PRICE_DIGITS = 12;
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_DESCRIPTION = 1_000;

    public NewNonRecurringItem {
        name = name.strip();
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            throw invalid("name", "An item needs a name of at most " + LONGEST_NAME + " characters");
        }
        description = description == null || description.isBlank() ? null : description.strip();
        if (description != null && description.length() > LONGEST_DESCRIPTION) {
            throw invalid("description", "A description has at most " + LONGEST_DESCRIPTION + " characters");
        }
        if (quantity < 1 || quantity > MOST) {
            throw invalid("quantity", "Quantity " + quantity + " cannot be charged; give 1 to " + MOST);
        }
        checkPrice(unitPrice);
        Percentages.check("discountPercent", discountPercent);
        if (expiresOn != null && !expiresOn.isAfter(invoiceOn)) {
            throw invalid("expiresOn", "Expiry date " + expiresOn + " is not after the invoice-on date " + invoiceOn);
        }
    }

    private static void checkPrice(Money price) {
        var amount = price.amount();
        if (amount.signum() < 0) {
            throw invalid(
                    "unitPrice", "Price " + price + " is negative; give 0 or more, and money back by a credit note");
        }
        var shortest = amount.stripTrailingZeros();
        if (shortest.scale() > PRICE_DECIMALS || shortest.precision() - shortest.scale() > PRICE_DIGITS) {
            throw invalid(
                    "unitPrice",
                    "Price " + price + " is too fine or too large; give at most " + PRICE_DIGITS + " digits before and "
                            + PRICE_DECIMALS + " after the decimal point");
        }
    }

    private static FieldRefused invalid(String field, String message) {
        return new FieldRefused("invalid-item", field, message);
    }
}
