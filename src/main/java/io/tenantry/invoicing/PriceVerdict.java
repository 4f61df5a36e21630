package io.tenantry.invoicing;

import io.tenantry.pricing.ExchangeRateView;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether the sales decisions let a subscription be billed for a cycle.
 *
 * @param code why not, in one word; empty if it is
 * @param reason names the subscription and the fix; empty if it is billed as usual
 * @param owner the role that can put it right
 * @param tables which versions of the decisions said so
 * @param rates by currency, of the cycle's start; empty where nothing is converted
 * @param priceListItem the version of the price list item behind the price; null for an agreement
 */
record PriceVerdict(
        Outcome outcome,
        String code,
        String reason,
        String owner,
        String tables,
        Map<String, ExchangeRateView> rates,
        @Nullable PriceListItem priceListItem) {

    static final String BILLING = "billing-manager";
    static final String OPERATIONS = "operator";

    /** PRICED is billed as usual, WRITE_IN on a draft that waits for a person, QUARANTINED not at all. */
    enum Outcome {
        PRICED,
        WRITE_IN,
        QUARANTINED
    }

    /** @param validFrom the first day of that version, as text */
    record PriceListItem(String id, String validFrom) {}

    PriceVerdict at(Map<String, ExchangeRateView> those) {
        return new PriceVerdict(outcome, code, reason, owner, tables, Map.copyOf(those), priceListItem);
    }

    boolean isQuarantined() {
        return outcome == Outcome.QUARANTINED;
    }

    boolean isWriteIn() {
        return outcome == Outcome.WRITE_IN;
    }
}
