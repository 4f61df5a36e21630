package io.tenantry.subscription;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * As what a subscription goes on.
 *
 * @param partNumber {@code productId:skuId}
 * @param term P1M, P1Y or P3Y
 * @param billingPlan MONTHLY, ANNUAL or TRIENNIAL
 * @param termEnd last day of that term where it is not a whole one (co-termination)
 */
public record NextTerm(String partNumber, int quantity, String term, String billingPlan, @Nullable LocalDate termEnd) {

    /** Such as {@code 20 × CFQ7TTC0LFLZ:0002 for P1Y MONTHLY}. */
    String words() {
        return quantity + " × " + partNumber + " for " + term + " " + billingPlan
                + (termEnd == null ? "" : " until " + termEnd);
    }
}
