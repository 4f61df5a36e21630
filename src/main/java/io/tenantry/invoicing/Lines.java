package io.tenantry.invoicing;

import io.tenantry.invoicing.proration.Allocated;
import io.tenantry.invoicing.proration.Contribution;
import io.tenantry.invoicing.schedule.Cycle;
import io.tenantry.shared.Fraction;
import io.tenantry.shared.Money;
import io.tenantry.subscription.BillableChange;
import io.tenantry.subscription.BillableSubscription;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The lines of one subscription on one invoice. What has a whole cycle as its share becomes one full-cycle line; each
 * other change becomes a mid-cycle line of its own. A negative one is credited only if the contract and the change
 * allow it, else waived with the reason.
 */
final class Lines {

    private final BillingTerms terms;
    private final SubscriptionAccount account;
    private final Allocated allocated;
    private final List<DraftLine> lines = new ArrayList<>();
    private final List<Waiver> waivers = new ArrayList<>();

    Lines(BillingTerms terms, SubscriptionAccount account, Allocated allocated) {
        this.terms = terms;
        this.account = account;
        this.allocated = allocated;
    }

    List<DraftLine> lines() {
        return lines;
    }

    List<Waiver> waivers() {
        return waivers;
    }

    /** @param owed of this subscription, oldest cycle first */
    void add(List<Contribution> owed) {
        var byCycle = new LinkedHashMap<Cycle, List<Contribution>>();
        owed.forEach(one ->
                byCycle.computeIfAbsent(one.cycle(), cycle -> new ArrayList<>()).add(one));
        byCycle.forEach(this::addCycle);
    }

    /** The line of a part that is billed with its bundle: its quantity, at nothing. Empty while it has none. */
    static Optional<DraftLine> included(BillingTerms terms, BillableSubscription subscription, Cycle cycle) {
        var quantity = subscription.changes().stream()
                .filter(change -> !change.effectiveDate().isAfter(cycle.period().from()))
                .mapToInt(BillableChange::quantityDelta)
                .sum();
        if (quantity <= 0) {
            return Optional.empty();
        }
        var nothing = Money.zero(terms.currency());
        return Optional.of(new DraftLine(
                "FULL_CYCLE",
                subscription.id(),
                null,
                subscription.name(),
                subscription.partNumber(),
                cycle.period(),
                new DraftLine.Measure(quantity, nothing, Integer.toString(cycle.months())),
                nothing,
                Map.of("version", 1, "included", "not billable, shown on the invoice"),
                List.of()));
    }

    private void addCycle(Cycle cycle, List<Contribution> owed) {
        var whole = owed.stream().filter(Contribution::coversWholeCycle).toList();
        if (isBilled(cycle)) {
            owed.forEach(this::addMidCycle);
            return;
        }
        addFullCycle(cycle, whole);
        owed.stream().filter(one -> !one.coversWholeCycle()).forEach(this::addMidCycle);
    }

    /** Whether the cycle's full-cycle line was written before; a late entry for it stands on its own then. */
    private boolean isBilled(Cycle cycle) {
        var first = cycle.period().from();
        for (var change : account.ledger().changes()) {
            if (allocated.covers(change, first)) {
                return true;
            }
        }
        return false;
    }

    private void addFullCycle(Cycle cycle, List<Contribution> whole) {
        var exact = whole.stream().map(Contribution::exact).reduce(Fraction.ZERO, Fraction::plus);
        if (exact.isZero()) {
            return;
        }
        var months = whole.get(0).parts().get(0).share().months();
        var measure = measure(cycle, exact, months);
        lines.add(new DraftLine(
                "FULL_CYCLE",
                account.subscription().id(),
                null,
                account.subscription().name(),
                account.subscription().partNumber(),
                cycle.period(),
                measure,
                money(exact).rounded(),
                Explanations.of(terms, cycle, whole, exact),
                whole));
    }

    /** Seats × price where that is the amount; one lump where archived changes or late prices make it differ. */
    private DraftLine.Measure measure(Cycle cycle, Fraction exact, Fraction months) {
        var state = account.ledger().on(cycle.period().from());
        if (state != null) {
            var plain = Fraction.whole(state.quantity()).times(state.price().monthly());
            if (plain.times(months).equals(exact)) {
                return new DraftLine.Measure(state.quantity(), state.price().perMonth(), months.toString());
            }
        }
        return new DraftLine.Measure(1, money(exact), "1");
    }

    private void addMidCycle(Contribution contribution) {
        var exact = contribution.exact();
        if (exact.isZero()) {
            return;
        }
        var refusal = contribution.change().refund() ? terms.refundRefusal() : "the change was made without refund";
        if (exact.compareTo(Fraction.ZERO) < 0 && !refusal.isEmpty()) {
            waivers.add(new Waiver(contribution, "Not credited: " + refusal));
            return;
        }
        lines.add(new DraftLine(
                "MID_CYCLE",
                account.subscription().id(),
                contribution.change().id(),
                account.subscription().name(),
                account.subscription().partNumber(),
                contribution.servicePeriod(),
                measure(contribution),
                money(exact).rounded(),
                Explanations.of(terms, contribution.cycle(), List.of(contribution), exact),
                List.of(contribution)));
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
