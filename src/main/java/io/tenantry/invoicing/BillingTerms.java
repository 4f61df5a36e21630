package io.tenantry.invoicing;

import io.tenantry.contract.BillingContractView;
import io.tenantry.invoicing.proration.ProrationRule;
import io.tenantry.invoicing.schedule.BillingCalendar;
import io.tenantry.invoicing.schedule.BillingPolicy;
import io.tenantry.shared.Currencies;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/**
 * A contract's terms, as reckoning wants them.
 *
 * @param refundsByDefault the global setting, used where the contract says so
 * @param ruleThen the proration rule to count by instead of the contract's; null for the contract's
 */
record BillingTerms(BillingContractView contract, boolean refundsByDefault, @Nullable ProrationRule ruleThen) {

    BillingTerms(BillingContractView contract, boolean refundsByDefault) {
        this(contract, refundsByDefault, null);
    }

    /** The same by the rule of an earlier day, to compute a line of that day again. */
    BillingTerms by(ProrationRule rule) {
        return new BillingTerms(contract, refundsByDefault, rule);
    }

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
        return ruleThen != null ? ruleThen : ruleNow();
    }

    private ProrationRule ruleNow() {
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
