package io.tenantry.invoicing;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenantry.invoicing.proration.Contribution;
import io.tenantry.invoicing.proration.Owed;
import io.tenantry.invoicing.proration.Settled;
import io.tenantry.invoicing.schedule.Cycle;
import io.tenantry.pricing.CurrencyPair;
import io.tenantry.shared.Fraction;
import io.tenantry.shared.Money;
import io.tenantry.shared.Period;
import io.tenantry.subscription.BillableSubscription;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * Computes a line again by the code that wrote it, from the ledger as it is now. Changes that were entered after the line
 * are left out: they have lines of their own.
 */
final class Recomputation {

    /** What the line would be now. */
    record Result(String proof, Money amount) {}

    private final KeptLine line;
    private final ContractFacts facts;
    private final BillingTerms terms;
    private final JsonNode proof;

    /**
     * @param proof as it was written; it names the last change that was known and the currencies that were converted
     * @param terms by which the line was counted
     */
    Recomputation(KeptLine line, JsonNode proof, ContractFacts facts, BillingTerms terms) {
        this.line = line;
        this.proof = proof;
        this.facts = facts;
        this.terms = terms;
    }

    /** Empty if nothing of what the line bills would be billed now. */
    Optional<Result> result() {
        var cycle = terms.calendar().cycleOn(line.servicePeriod().from());
        var subscription = facts.subscriptions().stream()
                .filter(one -> one.id().equals(line.subscriptionId()))
                .findFirst();
        if (cycle.isEmpty() || subscription.isEmpty()) {
            return Optional.empty();
        }
        var known = known(subscription.get());
        var verdict = verdict(known, cycle.get());
        var currency = terms.currency();
        var opened = SubscriptionAccounts.open(known, settled(cycle.get()), currency);
        var account = opened.foreign() ? opened.converted(Conversion.at(currency, verdict.rates())) : opened;
        var contributions = contributions(account, cycle.get());
        if (contributions.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(result(account, cycle.get(), contributions, verdict));
    }

    /** As it was when the line was written; a proof before version 4 does not tell the order of entry. */
    private BillableSubscription known(BillableSubscription subscription) {
        var leftOut = new HashSet<Integer>();
        proof.path("leftOut").forEach(sequence -> leftOut.add(sequence.asInt()));
        return subscription.asOf(
                proof.path("changesKnown").asInt(Integer.MAX_VALUE),
                proof.path("entriesKnown").asLong(Long.MAX_VALUE),
                leftOut);
    }

    private Result result(
            SubscriptionAccount account, Cycle cycle, List<Contribution> contributions, PriceVerdict verdict) {
        var exact = contributions.stream().map(Contribution::exact).reduce(Fraction.ZERO, Fraction::plus);
        var state = account.ledger().on(line.servicePeriod().from());
        var now = new LedgerProof(terms, account, cycle, contributions, state, exact, verdict);
        var amount = new Money(BigDecimal.ONE, terms.currency()).times(exact).rounded();
        return new Result(now.json(), amount);
    }

    /** As the sales decisions are now, but at the rates of all that the line converted, even if they refuse it today. */
    private PriceVerdict verdict(BillableSubscription known, Cycle cycle) {
        var pricing = facts.contents().pricing();
        var verdict = pricing.of(terms, known, cycle);
        var rates = new HashMap<>(verdict.rates());
        for (var converted : proof.path("exchangeRates")) {
            var from = converted.path("from").asText();
            pricing.rates()
                    .on(
                            new CurrencyPair(from, terms.contract().currency()),
                            cycle.period().from())
                    .ifPresent(rate -> rates.putIfAbsent(from, rate));
        }
        return verdict.at(rates);
    }

    /** Those of the line's changes, for the days from the line's first one to the end of its cycle. */
    private List<Contribution> contributions(SubscriptionAccount account, Cycle cycle) {
        var horizon = new Owed.Horizon(terms.rule(), List.of(cycle), null);
        return Owed.of(account.ledger(), horizon, account.settled()).stream()
                .filter(one -> line.sequences().contains(one.change().sequence()))
                .filter(one ->
                        one.servicePeriod().from().equals(line.servicePeriod().from()))
                .toList();
    }

    /** What lies before the line's first day and behind its last one belongs to other lines. */
    private Settled settled(Cycle cycle) {
        var own = line.servicePeriod();
        var others = new ArrayList<Settled.Rectangle>();
        for (var sequence : line.sequences()) {
            if (own.from().isAfter(cycle.period().from())) {
                others.add(new Settled.Rectangle(
                        sequence, sequence, Period.of(cycle.period().from(), own.from())));
            }
            if (own.to().isBefore(cycle.period().to())) {
                others.add(new Settled.Rectangle(
                        sequence, sequence, Period.of(own.to(), cycle.period().to())));
            }
        }
        return new Settled(0, Settled.nothing().until(), others, 0);
    }
}
