package io.tenantry.invoicing.proration;

import static io.tenantry.invoicing.proration.Changes.START;
import static io.tenantry.invoicing.proration.Changes.change;
import static io.tenantry.invoicing.proration.Changes.cycles;
import static io.tenantry.invoicing.proration.Changes.next;
import static io.tenantry.invoicing.proration.Changes.sum;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.invoicing.proration.Changes.Move;
import io.tenantry.invoicing.schedule.BillingCalendar;
import io.tenantry.invoicing.schedule.BillingPolicy;
import io.tenantry.invoicing.schedule.Cycle;
import io.tenantry.shared.Fraction;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;

/** What holds for whatever changes, in whatever order, by whatever rule. */
class OwedInvariantsTest {

    private static final int CYCLES = 6;
    private static final int DAYS = 180;

    @Property
    void theChangesWithinACycleAddUpToTheWhole(
            @ForAll ProrationRule rule,
            @ForAll("frequencies") int months,
            @ForAll("anchors") LocalDate start,
            @ForAll @IntRange(min = 1, max = 10_000_000) int quantity,
            @ForAll @BigRange(min = "0.0000000001", max = "99999") @Scale(10) BigDecimal price,
            @ForAll @IntRange(max = 1_100) int day) {
        var cycle = cycles(new BillingCalendar(start, null, months, BillingPolicy.ADVANCE, 1), 1);
        var cut = start.plusDays(day % cycle.get(0).period().days()).toString();
        var seats = change(1, start.toString(), quantity, price.toPlainString());
        var taken = change(2, cut, -quantity, price.toPlainString());
        var given = change(3, cut, quantity, price.toPlainString());

        var whole = owed(rule, List.of(seats), cycle);
        var inParts = owed(rule, List.of(seats, taken, given), cycle);

        assertThat(sum(inParts)).isEqualTo(sum(whole));
        assertThat(sum(whole)).isEqualTo(Fraction.of(price).times(Fraction.whole((long) quantity * months)));
    }

    @Property
    void theMonthsOfAQuarterAddUpToTheQuarter(
            @ForAll("anchors") LocalDate anchor,
            @ForAll @IntRange(max = 88) int day,
            @ForAll @IntRange(min = 1, max = 50) int quantity) {
        var changes = List.of(change(1, anchor.plusDays(day).toString(), quantity, "7.77"));
        var monthly = new BillingCalendar(anchor, null, 1, BillingPolicy.ARREARS, 1);
        var quarterly = new BillingCalendar(anchor, null, 3, BillingPolicy.ARREARS, 1);

        var byMonth = owed(ProrationRule.ACTUAL_MONTH, changes, cycles(monthly, 3));
        var byQuarter = owed(ProrationRule.ACTUAL_MONTH, changes, cycles(quarterly, 1));

        assertThat(sum(byMonth)).isEqualTo(sum(byQuarter));
    }

    @Property
    void aChangeAndItsReverseCancel(
            @ForAll ProrationRule rule,
            @ForAll("histories") List<Move> history,
            @ForAll @IntRange(max = DAYS - 1) int day,
            @ForAll @IntRange(min = 1, max = 10_000_000) int quantity) {
        var changes = Changes.entered(history);
        var before = owed(rule, changes, cycles(CYCLES));
        changes.add(next(changes, START.plusDays(day), quantity));
        changes.add(next(changes, START.plusDays(day), -quantity));

        var after = owed(rule, changes, cycles(CYCLES));

        assertThat(sum(after)).isEqualTo(sum(before));
    }

    @Property
    void theOrderOfEntryDoesNotMatter(@ForAll ProrationRule rule, @ForAll("histories") List<Move> history) {
        var byDay = new ArrayList<>(history);
        byDay.sort(Comparator.comparing(Move::day));

        var shuffled = owed(rule, Changes.entered(history), cycles(CYCLES));
        var inOrder = owed(rule, Changes.entered(byDay), cycles(CYCLES));

        assertThat(sum(shuffled)).isEqualTo(sum(inOrder));
    }

    @Property
    void aLateEntryLeavesWhatIsOwedForTheOthers(
            @ForAll ProrationRule rule,
            @ForAll("histories") List<Move> history,
            @ForAll @IntRange(max = DAYS - 1) int day,
            @ForAll @IntRange(min = 1, max = 9) int quantity) {
        var changes = Changes.entered(history);
        var before = owed(rule, changes, cycles(CYCLES));
        changes.add(next(changes, START.plusDays(day), quantity));

        var after = owed(rule, changes, cycles(CYCLES));

        assertThat(after).containsAll(before);
    }

    /** A run after each month, each with one more change than the one before; some are settled for good. */
    @Property
    void aRunThatIsRepeatedAddsNothing(
            @ForAll ProrationRule rule,
            @ForAll("histories") List<Move> history,
            @ForAll @Size(CYCLES) List<Boolean> settledForGood) {
        var changes = Changes.entered(history);
        var billed = new ArrayList<Contribution>();
        var settled = Settled.nothing();
        for (var run = 1; run <= CYCLES; run++) {
            var known = new Ledger(changes.subList(0, Math.min(changes.size(), run)));
            var owed = owed(rule, known, run, settled);
            billed.addAll(owed);
            settled = settled.plus(owed);
            assertThat(owed(rule, known, run, settled)).isEmpty();
            if (settledForGood.get(run - 1)) {
                var end = cycles(run).get(run - 1).period().to();
                settled = settled.reaching(known.lastSequence(), end);
                assertThat(settled.beyond()).isEmpty();
            }
        }

        var atOnce = owed(rule, changes.subList(0, Math.min(changes.size(), CYCLES)), cycles(CYCLES));

        assertThat(sum(billed)).isEqualTo(sum(atOnce));
    }

    /** One change is archived while some months are billed, and comes back before the rest is. */
    @Property
    void aChangeThatStaysAwayForSomeMonthsOwesTheSame(
            @ForAll ProrationRule rule,
            @ForAll("histories") List<Move> history,
            @ForAll @IntRange(max = 6) int which,
            @ForAll @IntRange(min = 1, max = CYCLES) int months) {
        var changes = Changes.entered(history);
        var away = which % changes.size();
        var without = new ArrayList<>(changes);
        without.set(away, away(changes.get(away), 0, true));
        var returned = new ArrayList<>(changes);
        returned.set(away, away(changes.get(away), changes.size() + 1, false));

        var meanwhile = owed(rule, new Ledger(without), months, Settled.nothing());
        var afterwards =
                owed(rule, new Ledger(returned), CYCLES, Settled.nothing().plus(meanwhile));

        assertThat(sum(meanwhile).plus(sum(afterwards))).isEqualTo(sum(owed(rule, changes, cycles(CYCLES))));
    }

    /** A contract whose end is set, and moved on, again and again; then any of its lines are credited, and once more. */
    @Property
    void whatIsTakenBackIsOwedAgainToTheLastCent(
            @ForAll ProrationRule rule,
            @ForAll("cutFrequencies") int months,
            @ForAll("histories") List<Move> history,
            @ForAll @Size(max = 3) Set<@IntRange(min = 1, max = DAYS) Integer> ends,
            @ForAll @Size(40) List<Boolean> takenBack) {
        var ledger = new Ledger(Changes.entered(history));
        var atOnce = sum(Owed.of(ledger, upTo(rule, months, null), Settled.nothing()));
        var billed = new ArrayList<Contribution>();
        ends.stream()
                .sorted()
                .forEach(day -> billed.addAll(owed(ledger, upTo(rule, months, START.plusDays(day)), billed)));
        billed.addAll(owed(ledger, upTo(rule, months, null), billed));

        for (var round = 0; round < 2; round++) {
            var turn = round * 20;
            var kept = new ArrayList<Contribution>();
            for (var index = 0; index < billed.size(); index++) {
                if (!takenBack.get(turn + index % 20)) {
                    kept.add(billed.get(index));
                }
            }
            kept.addAll(owed(ledger, upTo(rule, months, null), kept));
            billed.clear();
            billed.addAll(kept);

            assertThat(sum(billed)).isEqualTo(atOnce);
            assertThat(twice(billed)).isEmpty();
            assertThat(owed(ledger, upTo(rule, months, null), billed)).isEmpty();
        }
    }

    /** The contributions of one change that stand for the same day, which the database would refuse. */
    private static List<Contribution> twice(List<Contribution> billed) {
        return billed.stream()
                .filter(one -> billed.stream()
                        .anyMatch(other -> other != one
                                && other.change().equals(one.change())
                                && other.servicePeriod().overlaps(one.servicePeriod())))
                .toList();
    }

    private static List<Contribution> owed(Ledger ledger, Owed.Horizon horizon, List<Contribution> billed) {
        return Owed.of(ledger, horizon, Settled.nothing().plus(billed));
    }

    private static Owed.Horizon upTo(ProrationRule rule, int months, @Nullable LocalDate end) {
        var calendar = new BillingCalendar(START, end, months, BillingPolicy.ARREARS, 1);
        var cycles = IntStream.range(0, CYCLES / months)
                .mapToObj(calendar::cycle)
                .flatMap(Optional::stream)
                .toList();
        return new Owed.Horizon(rule, cycles, null);
    }

    private static LedgerChange away(LedgerChange change, long entry, boolean archived) {
        return new LedgerChange(
                change.id(),
                change.number(),
                change.sequence(),
                entry,
                change.effective(),
                change.quantityDelta(),
                change.price(),
                change.setsPrice(),
                archived,
                change.refund());
    }

    @Provide
    Arbitrary<Integer> frequencies() {
        return Arbitraries.of(1, 3, 6, 12, 36);
    }

    /** Those that six months are made of. */
    @Provide
    Arbitrary<Integer> cutFrequencies() {
        return Arbitraries.of(1, 3, 6);
    }

    /** Any day of four years, and often the 29th, 30th and 31st. */
    @Provide
    Arbitrary<LocalDate> anchors() {
        var any = Arbitraries.integers().between(0, 1_460).map(days -> LocalDate.of(2023, 1, 1)
                .plusDays(days));
        var late = Arbitraries.of("2023-12-29", "2024-01-30", "2024-01-31", "2024-02-29", "2025-08-31", "2025-11-30")
                .map(LocalDate::parse);
        return Arbitraries.oneOf(any, late);
    }

    /** A purchase, and then seats and prices that change on days of their own, in the order of entry. */
    @Provide
    Arbitrary<List<Move>> histories() {
        var day = Arbitraries.integers().between(1, DAYS - 1).map(START::plusDays);
        var seats = Arbitraries.integers().between(-10, 10);
        var move = Combinators.combine(day, seats).as((when, count) -> new Move(when, count, null));
        var moves = move.list().ofMaxSize(6).uniqueElements(Move::day).withoutEdgeCases();
        return Combinators.combine(
                        moves,
                        Arbitraries.of(true, false, false).list().ofSize(6).withoutEdgeCases())
                .as(OwedInvariantsTest::history);
    }

    private static List<Move> history(List<Move> moves, List<Boolean> prices) {
        var history = new ArrayList<Move>();
        history.add(new Move(START, 100, "10.00"));
        for (var index = 0; index < moves.size(); index++) {
            var move = moves.get(index);
            history.add(prices.get(index) ? move.withPrice(index) : move);
        }
        return history;
    }

    private static List<Contribution> owed(ProrationRule rule, List<LedgerChange> changes, List<Cycle> cycles) {
        return Owed.of(new Ledger(changes), new Owed.Horizon(rule, cycles, null), Settled.nothing());
    }

    private static List<Contribution> owed(ProrationRule rule, Ledger ledger, int runs, Settled settled) {
        return Owed.of(ledger, new Owed.Horizon(rule, cycles(runs), null), settled);
    }
}
