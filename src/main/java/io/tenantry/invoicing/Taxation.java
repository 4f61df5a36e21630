package io.tenantry.invoicing;

import io.tenantry.shared.Refused;
import io.tenantry.tax.TaxEngine;
import io.tenantry.tax.TaxRules;
import io.tenantry.tax.TaxTreatment;
import io.tenantry.tax.TaxableLine;
import io.tenantry.tax.TaxedCustomer;
import java.util.ArrayList;
import java.util.List;

/** How the lines of one contract are taxed. */
interface Taxation {

    /** @throws Refused if there is no rate for it */
    TaxTreatment of(TaxableLine line);

    /** The lines of one invoice, once they are all there; most are taxed each on its own already. */
    default List<DraftLine> settle(List<DraftLine> lines) {
        return lines;
    }

    /** All at the rate that stands on the contract. */
    static Taxation direct(BillingTerms terms) {
        var treatment =
                TaxTreatment.direct(terms.contract().taxRate(), terms.contract().taxName());
        var untaxed = TaxTreatment.notTaxable();
        return line -> line.taxable() || treatment.rate().signum() == 0 ? treatment : untaxed;
    }

    /** By the dated rates of a tax service. */
    static Taxation by(TaxRules rules, TaxedCustomer customer) {
        return line -> rules.of(customer, line);
    }

    /** By another company's engine, which is asked once for each invoice. */
    record External(TaxEngine engine, BillingTerms terms, TaxedCustomer customer) implements Taxation {

        @Override
        public TaxTreatment of(TaxableLine line) {
            return TaxTreatment.open();
        }

        @Override
        public List<DraftLine> settle(List<DraftLine> lines) {
            if (lines.isEmpty()) {
                return lines;
            }
            var treatments = engine.treat(new TaxEngine.Question(
                    terms.contract().number(),
                    customer,
                    terms.contract().currency(),
                    lines.stream()
                            .map(line -> new TaxEngine.Line(
                                    line.taxable(),
                                    line.sku(),
                                    line.amount().amount().toPlainString()))
                            .toList()));
            if (treatments.size() != lines.size()) {
                throw new Refused(
                        "tax-engine-failed",
                        "The tax engine answered " + treatments.size() + " treatments for " + lines.size()
                                + " lines of " + terms.contract().number() + "; ask its operator");
            }
            var taxed = new ArrayList<DraftLine>();
            for (var index = 0; index < lines.size(); index++) {
                taxed.add(lines.get(index).taxedAs(treatments.get(index)));
            }
            return taxed;
        }
    }
}
