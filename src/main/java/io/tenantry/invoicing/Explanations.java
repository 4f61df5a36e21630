package io.tenantry.invoicing;

import io.tenantry.invoicing.proration.Contribution;
import io.tenantry.invoicing.schedule.Cycle;
import io.tenantry.shared.Fraction;
import io.tenantry.shared.Period;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where a line comes from: its changes, prices, units and days, so that each amount can be computed again. */
final class Explanations {

    private Explanations() {}

    static Map<String, Object> of(BillingTerms terms, Cycle cycle, List<Contribution> contributions, Fraction exact) {
        var explanation = new LinkedHashMap<String, Object>();
        explanation.put("version", 1);
        explanation.put("contract", terms.contract().number());
        explanation.put("policy", terms.policy().name());
        explanation.put("rule", terms.rule().name());
        explanation.put(
                "cycle", Map.of("number", cycle.number(), "from", from(cycle.period()), "to", to(cycle.period())));
        explanation.put(
                "changes", contributions.stream().map(Explanations::change).toList());
        explanation.put("exact", exact.toString());
        explanation.put("rounding", "half up to " + terms.currency().getDefaultFractionDigits() + " decimals");
        return explanation;
    }

    private static Map<String, Object> change(Contribution contribution) {
        var change = contribution.change();
        var explained = new LinkedHashMap<String, Object>();
        explained.put("number", change.number());
        explained.put("effective", change.effective().toString());
        explained.put("quantityDelta", change.quantityDelta());
        explained.put("unitPrice", change.price().amount().amount().toPlainString());
        explained.put("unitMonths", change.price().months());
        explained.put(
                "parts", contribution.parts().stream().map(Explanations::part).toList());
        return explained;
    }

    private static Map<String, Object> part(Contribution.Part part) {
        var explained = new LinkedHashMap<String, Object>();
        explained.put("monthly", part.monthly().toString());
        explained.put("from", from(part.share().active()));
        explained.put("to", to(part.share().active()));
        explained.put("days", part.share().active().days());
        explained.put("workings", part.share().workings());
        explained.put("months", part.share().months().toString());
        return explained;
    }

    private static String from(Period period) {
        return period.from().toString();
    }

    private static String to(Period period) {
        return period.to().toString();
    }
}
