package io.tenantry.invoicing;

import io.tenantry.invoicing.proration.Contribution;
import io.tenantry.invoicing.proration.Ledger;
import io.tenantry.invoicing.proration.Owed;
import io.tenantry.invoicing.schedule.Cycle;
import io.tenantry.shared.Fraction;
import io.tenantry.shared.Money;
import io.tenantry.shared.Period;
import io.tenantry.subscription.BillableChange;
import io.tenantry.subscription.BillableSubscription;
import io.tenantry.tax.TaxableLine;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The lines of one subscription on one invoice. What has a whole cycle as its share becomes one full-cycle line; each
 * other change becomes a mid-cycle line of its own. A negative one is credited only if the contract and the change
 * allow it, else waived with the reason.
 */
final class Lines {

    private final BillingTerms terms;
    private final Contents contents;
    private final SubscriptionAccount account;
    private final List<DraftLine> lines = new ArrayList<>();
    private final List<Waiver> waivers = new ArrayList<>();
    private final List<Quarantine> quarantined = new ArrayList<>();

    /** What is owed of a subscription up to a horizon; one of another currency at the rates of each cycle's own start. */
    static List<Lines> of(ContractFacts facts, SubscriptionAccount account, Owed.Horizon horizon) {
        if (!account.foreign()) {
            return List.of(owed(facts, account, horizon));
        }
        var cycles = new ArrayList<Lines>();
        for (var cycle : horizon.past()) {
            var one = new Owed.Horizon(horizon.rule(), List.of(cycle), null, horizon.effectiveBy());
            cycles.add(foreign(facts, account, one, cycle));
        }
        var ahead = horizon.ahead();
        if (ahead != null) {
            var one = new Owed.Horizon(horizon.rule(), List.of(), ahead, horizon.effectiveBy());
            cycles.add(foreign(facts, account, one, ahead));
        }
        return cycles;
    }

    private static Lines owed(ContractFacts facts, SubscriptionAccount account, Owed.Horizon horizon) {
        var lines = new Lines(facts, account);
        lines.add(Owed.of(account.ledger(), horizon, account.settled()));
        return lines;
    }

    private static Lines foreign(ContractFacts facts, SubscriptionAccount account, Owed.Horizon horizon, Cycle cycle) {
        var prices = new ForeignPrices(facts, account, cycle);
        var missing = prices.missing(horizon);
        if (missing.isEmpty()) {
            return owed(facts, prices.converted(), horizon);
        }
        var lines = new Lines(facts, account);
        lines.quarantined.add(Quarantine.of(account.subscription().id(), cycle.period(), missing.get()));
        return lines;
    }

    private Lines(ContractFacts facts, SubscriptionAccount account) {
        this.terms = facts.terms();
        this.contents = facts.contents();
        this.account = account;
    }

    List<DraftLine> lines() {
        return lines;
    }

    List<Waiver> waivers() {
        return waivers;
    }

    /** The cycles that are owed but cannot be billed. */
    List<Quarantine> quarantined() {
        return quarantined;
    }

    /** All that is billed or waived by them. */
    List<Contribution> settles() {
        var settles = new ArrayList<Contribution>();
        lines.forEach(line -> settles.addAll(line.contributions()));
        waivers.forEach(waiver -> settles.add(waiver.contribution()));
        return settles;
    }

    /** @param owed of this subscription, oldest cycle first */
    private void add(List<Contribution> owed) {
        var first = 0;
        for (var next = 1; next <= owed.size(); next++) {
            if (next == owed.size() || owed.get(next).cycle() != owed.get(first).cycle()) {
                addCycle(owed.get(first).cycle(), owed.subList(first, next));
                first = next;
            }
        }
    }

    /** The line of a part that is billed with its bundle: its quantity, at nothing. Empty while it has none. */
    static Optional<DraftLine> included(ContractFacts facts, BillableSubscription subscription, Cycle cycle) {
        var quantity = subscription.changes().stream()
                .filter(change -> change.billingStatus().equals("ACTIVE"))
                .filter(change -> !change.effectiveDate().isAfter(cycle.period().from()))
                .mapToInt(BillableChange::quantityDelta)
                .sum();
        if (quantity <= 0) {
            return Optional.empty();
        }
        var nothing = Money.zero(facts.terms().currency());
        var taxable = taxable(subscription, cycle, cycle.period());
        return Optional.of(new DraftLine(
                "FULL_CYCLE",
                subscription.id(),
                null,
                null,
                subscription.name(),
                subscription.partNumber(),
                cycle.period(),
                new DraftLine.Measure(quantity, nothing, Integer.toString(cycle.months())),
                nothing,
                taxable,
                facts.contents().taxation().of(taxable),
                json -> json.writeStringField("included", "not billable, shown on the invoice"),
                List.of()));
    }

    private static TaxableLine taxable(BillableSubscription subscription, Cycle cycle, Period servicePeriod) {
        return new TaxableLine(subscription.taxCategoryOn(cycle.period().from()), true, servicePeriod.lastDay());
    }

    private void addCycle(Cycle cycle, List<Contribution> owed) {
        var verdict = contents.pricing().of(terms, account.subscription(), cycle);
        if (verdict.isQuarantined()) {
            if (movesAnything(owed)) {
                quarantined.add(Quarantine.of(account.subscription().id(), cycle.period(), verdict));
            }
            return;
        }
        var rest = owed;
        if (account.billsAsAWhole(cycle, owed)) {
            var whole = owed.stream().filter(Contribution::coversWholeCycle).toList();
            addTogether("FULL_CYCLE", cycle.period(), whole, verdict);
            rest = owed.stream().filter(one -> !one.coversWholeCycle()).toList();
        }
        addRest(rest, verdict);
    }

    /**
     * Each a line of its own, unless one takes back what others that are open too charge for the same days: those come
     * together. Ten seats and four less, both open again for the second half of June, are six seats; nobody gave four
     * back.
     */
    private void addRest(List<Contribution> owed, PriceVerdict verdict) {
        var left = new ArrayList<>(owed);
        while (!left.isEmpty()) {
            var first = left.get(0);
            var days = first.servicePeriod();
            var alike = left.stream().filter(one -> one.standsFor(days)).toList();
            if (first.standsFor(days) && isNetted(alike)) {
                addTogether("MID_CYCLE", days, alike, verdict);
                left.removeAll(alike);
            } else {
                addMidCycle(first, verdict);
                left.remove(0);
            }
        }
    }

    private static boolean isNetted(List<Contribution> alike) {
        var takesBack = false;
        var sum = Fraction.ZERO;
        for (var one : alike) {
            var exact = one.exact();
            takesBack |= exact.compareTo(Fraction.ZERO) < 0;
            sum = sum.plus(exact);
        }
        return takesBack && alike.size() > 1 && sum.compareTo(Fraction.ZERO) >= 0;
    }

    /** Ten seats that were added and taken back before the cycle owe nothing, whatever they would have cost. */
    private static boolean movesAnything(List<Contribution> owed) {
        var whole = Fraction.ZERO;
        for (var one : owed) {
            if (!one.coversWholeCycle() && !one.exact().isZero()) {
                return true;
            }
            whole = one.coversWholeCycle() ? whole.plus(one.exact()) : whole;
        }
        return !whole.isZero();
    }

    private void addTogether(String kind, Period days, List<Contribution> whole, PriceVerdict verdict) {
        var exact = whole.stream().map(Contribution::exact).reduce(Fraction.ZERO, Fraction::plus);
        if (exact.isZero()) {
            return;
        }
        var months = whole.get(0).parts().get(0).share().months();
        var state = account.ledger().on(days.from());
        var taxable = taxable(account.subscription(), whole.get(0).cycle(), days);
        lines.add(new DraftLine(
                verdict.isWriteIn() ? "WRITE_IN" : kind,
                account.subscription().id(),
                null,
                null,
                account.subscription().name(),
                account.subscription().partNumber(),
                days,
                measure(state, exact, months),
                money(exact).rounded(),
                taxable,
                contents.taxation().of(taxable),
                new LedgerProof(terms, account, whole.get(0).cycle(), whole, state, exact, verdict),
                whole));
    }

    /** Seats × price where that is the amount; one lump where archived changes or late prices make it differ. */
    private DraftLine.Measure measure(Ledger.@Nullable State state, Fraction exact, Fraction months) {
        if (state != null) {
            var plain = Fraction.whole(state.quantity()).times(state.price().monthly());
            if (plain.times(months).equals(exact)) {
                return new DraftLine.Measure(state.quantity(), state.price().perMonth(), months.toString());
            }
        }
        return new DraftLine.Measure(1, money(exact), "1");
    }

    private void addMidCycle(Contribution contribution, PriceVerdict verdict) {
        var exact = contribution.exact();
        if (exact.isZero()) {
            return;
        }
        var refusal = refusal(contribution);
        if (exact.compareTo(Fraction.ZERO) < 0 && !refusal.isEmpty()) {
            waivers.add(new Waiver(account.subscription().id(), contribution, "Not credited: " + refusal));
            return;
        }
        var period = contribution.servicePeriod();
        var taxable = taxable(account.subscription(), contribution.cycle(), period);
        lines.add(new DraftLine(
                verdict.isWriteIn() ? "WRITE_IN" : "MID_CYCLE",
                account.subscription().id(),
                contribution.change().id(),
                null,
                account.subscription().name(),
                account.subscription().partNumber(),
                period,
                measure(contribution),
                money(exact).rounded(),
                taxable,
                contents.taxation().of(taxable),
                new LedgerProof(
                        terms,
                        account,
                        contribution.cycle(),
                        List.of(contribution),
                        account.ledger().on(period.from()),
                        exact,
                        verdict),
                List.of(contribution)));
    }

    /** Why it is not credited, if it is negative. Seats that go on elsewhere are no refund: their days are billed there. */
    private String refusal(Contribution contribution) {
        if (account.subscription().moves(contribution.change().sequence())) {
            return "";
        }
        return contribution.change().refund() ? terms.refundRefusal() : "the change was made without refund";
    }

    /** The seats at their price; for a change of price, all seats at the difference. */
    private DraftLine.Measure measure(Contribution contribution) {
        var change = contribution.change();
        if (contribution.parts().size() > 1) {
            return new DraftLine.Measure(1, money(contribution.exact()), "1");
        }
        var part = contribution.parts().get(0);
        var share = part.share().months().toString();
        var seats = Fraction.whole(change.quantityDelta());
        if (seats.times(change.price().monthly()).equals(part.monthly())) {
            return new DraftLine.Measure(change.quantityDelta(), change.price().perMonth(), share);
        }
        var state = account.ledger().on(part.share().active().from());
        if (change.quantityDelta() == 0 && state != null && state.quantity() != 0) {
            var each = part.monthly().times(Fraction.of(1, state.quantity()));
            return new DraftLine.Measure(state.quantity(), money(each), share);
        }
        return new DraftLine.Measure(1, money(part.monthly()), share);
    }

    private Money money(Fraction exact) {
        return new Money(BigDecimal.ONE, terms.currency()).times(exact);
    }
}
