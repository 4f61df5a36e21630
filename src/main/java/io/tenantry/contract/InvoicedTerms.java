package io.tenantry.contract;

import io.tenantry.contract.InvoicedTime.Furthest;
import io.tenantry.shared.FieldRefused;
import io.tenantry.shared.Refused;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * What is invoiced was computed by the rule and up to the end that the contract has. Billed for the year 2020, a contract
 * cannot be ended on 1 July: no later invoice would give the half year back. Nor can its rule change: late entries for
 * that year would be charged by another one than it was.
 */
@Component
class InvoicedTerms {

    private final InvoicedTime invoiced;

    InvoicedTerms(InvoicedTime invoiced) {
        this.invoiced = invoiced;
    }

    /** @throws Refused if the new terms would change what is invoiced */
    void requireKept(BillingContractView contract, BillingContractTerms terms, int ruleVersion) {
        invoiced.furthest(contract.id()).ifPresent(furthest -> {
            requireEndKept(contract, terms, furthest);
            requireRuleKept(contract, terms.proration(), ruleVersion, furthest);
        });
    }

    /** Whether it may have all terms anew, although drafts were made of it once. */
    boolean areAllFree(UUID contractId) {
        return invoiced.beginsAnew(contractId);
    }

    private static void requireEndKept(BillingContractView contract, BillingContractTerms terms, Furthest furthest) {
        var end = terms.endDate();
        if (end == null || end.equals(contract.endDate()) || !end.isBefore(furthest.until())) {
            return;
        }
        throw new FieldRefused(
                "end-before-invoiced",
                "endDate",
                "Billing contract " + contract.number() + " is invoiced to "
                        + furthest.until().minusDays(1) + " by " + furthest.reference() + " and cannot end on " + end
                        + "; credit that first, or void it if it is a draft, or end the contract on "
                        + furthest.until());
    }

    private static void requireRuleKept(
            BillingContractView contract, BillingContractTerms.Proration rule, int version, Furthest furthest) {
        var sameVersion = rule.version() == null || version == contract.prorationRuleVersion();
        if (Objects.equals(rule.rule(), contract.prorationRule()) && sameVersion) {
            return;
        }
        throw new FieldRefused(
                "rule-of-invoiced-cycles",
                "prorationRule",
                "Billing contract " + contract.number() + " is invoiced by rule " + contract.prorationRule()
                        + " version " + contract.prorationRuleVersion() + ", lastly by " + furthest.reference()
                        + "; another rule would rewrite its cycles. Credit what is invoiced first, or end the contract"
                        + " and create another one");
    }
}
