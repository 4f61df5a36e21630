package io.tenantry.charge;

import io.tenantry.shared.FieldRefused;
import java.math.BigDecimal;

/** What a discount may look like: from 0 to 100, four decimals at most. */
final class Percentages {

    private static final BigDecimal ALL = BigDecimal.valueOf(100);
    private static final int MOST_DECIMALS = 4;

    private Percentages() {}

    static void check(String field, BigDecimal percent) {
        if (percent.signum() < 0
                || percent.compareTo(ALL) > 0
                || percent.stripTrailingZeros().scale() > MOST_DECIMALS) {
            throw new FieldRefused(
                    "invalid-discount",
                    field,
                    "Discount " + percent.toPlainString() + " % is not between 0 and 100 with 4 decimals at most");
        }
    }
}
