package io.tenantry.decision;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** {@code dmn/unit-matching.dmn}: may a subscription's sales unit be billed with a price list item's unit? */
@Component
public class UnitMatching {

    public enum Outcome {
        MATCH,
        CONVERT,
        REJECT
    }

    /**
     * @param salesUnit unit of the subscription; null where it has none
     * @param salesUnitMonths its months by Unit Mapping; null where it is not mapped
     * @param priceUnit unit of the price list item; null where there is no item
     * @param priceUnitMonths its months by Unit Mapping; null where it is not mapped
     * @param frequencyMonths months of one billing cycle of the contract
     */
    public record Question(
            @Nullable String salesUnit,
            @Nullable Integer salesUnitMonths,
            @Nullable String priceUnit,
            @Nullable Integer priceUnitMonths,
            int frequencyMonths) {}

    /** @param factor how many price units make one sales unit: 12 for ANNUAL on MONTHLY; 1 where they match */
    public record Match(Outcome outcome, int factor, String reason) {}

    public Match match(Question question) {
        throw new UnsupportedOperationException();
    }
}
