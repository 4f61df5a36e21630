package io.tenantry.subscription;

import io.tenantry.shared.Money;
import org.jspecify.annotations.Nullable;

/**
 * What was wrong with a subscription's sale. What is null stays as it is.
 *
 * @param contractNumber whose price list and currency apply; only while none is attached or nothing is provisioned
 * @param partNumber of the product; only while it has none or nothing is provisioned
 * @param unitPrice for one sales unit; null asks the price list if unit, contract or product are corrected
 * @param listPrice whether the price list is asked although nothing else is corrected
 */
public record Correction(
        @Nullable String salesUnit,
        @Nullable String contractNumber,
        @Nullable String partNumber,
        @Nullable Money unitPrice,
        boolean listPrice,
        String reason) {

    public Correction(
            @Nullable String salesUnit,
            @Nullable String contractNumber,
            @Nullable String partNumber,
            @Nullable Money unitPrice,
            String reason) {
        this(salesUnit, contractNumber, partNumber, unitPrice, false, reason);
    }

    /** Takes the price of the list in place of the present one. */
    public static Correction toListPrice(String salesUnit, String partNumber, String reason) {
        return new Correction(salesUnit, null, partNumber, null, true, reason);
    }
}
