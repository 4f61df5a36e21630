package io.tenantry.invoicing;

import io.tenantry.invoicing.proration.Owed;
import io.tenantry.invoicing.schedule.Cycle;
import io.tenantry.shared.Fraction;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A subscription with prices in another currency than its contract's, in one cycle.
 *
 * <p>What a change adds is told from the price before it, so a price that holds no more counts too: 100 seats at 10 USD,
 * billed at 0.92 as 920.00 EUR a month and then corrected to 9.00 EUR from the same day, give 900.00 − 920.00 = −20.00
 * back for each month that was billed. If the rate of such a price is missing, nothing of the cycle is billed; unless
 * the price cancels out, as it does in a cycle that is billed for the first time, wholly at the new price.
 */
final class ForeignPrices {

    private final ContractFacts facts;
    private final SubscriptionAccount account;
    private final Cycle cycle;
    private final PriceVerdict verdict;
    private final Conversion conversion;

    ForeignPrices(ContractFacts facts, SubscriptionAccount account, Cycle cycle) {
        this.facts = facts;
        this.account = account;
        this.cycle = cycle;
        verdict = facts.contents().pricing().of(facts.terms(), account.subscription(), cycle);
        conversion = Conversion.at(facts.terms().currency(), verdict.rates());
    }

    SubscriptionAccount converted() {
        return account.converted(conversion);
    }

    /** Why what is owed cannot be told: it hangs on the rate of an earlier price, and there is none. */
    Optional<PriceVerdict> missing(Owed.Horizon horizon) {
        if (verdict.isQuarantined()) {
            return Optional.empty();
        }
        return withoutRate().stream()
                .filter(currency -> hangsOn(currency, horizon))
                .findFirst()
                .map(currency -> facts.contents()
                        .pricing()
                        .rateMissing(
                                facts.terms(),
                                account.subscription(),
                                cycle.period().from(),
                                currency));
    }

    private TreeSet<String> withoutRate() {
        var missing = new TreeSet<String>();
        for (var price : Pricing.counting(account.subscription(), cycle)) {
            if (!price.currency().equals(facts.terms().currency())) {
                missing.add(price.currency().getCurrencyCode());
            }
        }
        missing.removeAll(conversion.rates().keySet());
        return missing;
    }

    /** What is owed is linear in each rate: if two rates come to the same, all do. */
    private boolean hangsOn(String currency, Owed.Horizon horizon) {
        var atOne = conversion.supposing(currency, BigDecimal.ONE);
        var atTen = conversion.supposing(currency, BigDecimal.TEN);
        return !amounts(atOne, horizon).equals(amounts(atTen, horizon));
    }

    /** As {@link Lines} puts them together. */
    private List<Fraction> amounts(Conversion supposed, Owed.Horizon horizon) {
        var together = !account.settled().covers(cycle.period().from());
        var whole = Fraction.ZERO;
        var amounts = new ArrayList<Fraction>();
        for (var one : Owed.of(account.converted(supposed).ledger(), horizon, account.settled())) {
            if (together && one.coversWholeCycle()) {
                whole = whole.plus(one.exact());
            } else {
                amounts.add(one.exact());
            }
        }
        amounts.add(whole);
        return amounts;
    }
}
