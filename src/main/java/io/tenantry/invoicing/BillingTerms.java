package io.tenantry.invoicing;

import io.tenantry.contract.BillingContractView;
import io.tenantry.invoicing.proration.ProrationRule;
import io.tenantry.invoicing.schedule.BillingCalendar;
import io.tenantry.invoicing.schedule.BillingPolicy;
import io.tenantry.shared.Currencies;
import java.util.Currency;

/**
 * A contract's terms, as reckoning wants them.
 *
 * @param refundsByDefault the global setting, used where the contract says so
 */
record BillingTerms(BillingContractView contract, boolean refundsByDefault) {

    BillingCalendar calendar() {
        return new BillingCalendar(
                contract.startDate(),
                contract.endDate(),
                contract.frequencyMonths(),
                policy(),
                contract.billingOffsetDays());
    }

    BillingPolicy policy() {
        return BillingPolicy.valueOf(contract.billingPolicy());
    }

    ProrationRule rule() {
        return ProrationRule.of(contract.prorationRule(), contract.prorationRuleVersion());
    }

    Currency currency() {
        return Currencies.of(contract.currency());
    }

    /** Why reductions are not credited on this contract; empty if they are. */
    String refundRefusal() {
        return switch (contract.processRefunds()) {
            case "YES" -> "";
            case "NO" -> "contract " + contract.number() + " processes no refunds";
            default -> refundsByDefault ? "" : "refunds are off in the global setting";
        };
    }

    /** How a line's amount is rounded, once. */
    String rounding() {
        return "half up to " + currency().getDefaultFractionDigits() + " decimals";
    }
}
