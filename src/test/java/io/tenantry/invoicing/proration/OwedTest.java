package io.tenantry.invoicing.proration;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.invoicing.schedule.BillingCalendar;
import io.tenantry.invoicing.schedule.BillingPolicy;
import io.tenantry.invoicing.schedule.Cycle;
import io.tenantry.shared.Fraction;
import io.tenantry.shared.Money;
import io.tenantry.shared.Period;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OwedTest {

    private static final LocalDate START = LocalDate.parse("2026-01-01");
    private static final BillingCalendar MONTHLY = new BillingCalendar(START, null, 1, BillingPolicy.ADVANCE, 1);

    @Test
    void chargesTwoSeatsOfAnAddOnFromThe11thOfA31DayMonth() {
        var ledger = ledger(change(1, "2026-03-11", 2, "31.00"));

        var owed = Owed.of(ledger, past(cycles(3)), Settled.nothing());

        assertThat(owed).singleElement().satisfies(contribution -> {
            assertThat(contribution.amount().rounded()).isEqualTo(Money.of("42.00", "EUR"));
            assertThat(contribution.servicePeriod().from()).isEqualTo("2026-03-11");
            assertThat(contribution.coversWholeCycle()).isFalse();
        });
    }

    @Test
    void leavesWhatStartsWithinTheCycleAheadToTheNextInvoice() {
        var ledger = ledger(change(1, "2026-01-01", 10, "12.00"), change(2, "2026-02-15", 5, "12.00"));
        var february = cycles(2).get(1);

        var owed =
                Owed.of(ledger, new Owed.Horizon(ProrationRule.ACTUAL_MONTH, cycles(1), february), Settled.nothing());

        assertThat(owed)
                .extracting(contribution -> contribution.change().number())
                .containsExactly("LCL-1", "LCL-1");
        assertThat(owed).allMatch(Contribution::coversWholeCycle);
    }

    @Test
    void keepsTheYearsPriceWholeOverTwelveMonthsForTenThousandSeats() {
        var price = new UnitPrice(Money.of("100.00", "EUR"), 12);
        var ledger =
                new Ledger(List.of(new LedgerChange(UUID.randomUUID(), "LCL-1", 1, START, 10_000, price, false, true)));

        var owed = Owed.of(ledger, past(cycles(12)), Settled.nothing());

        assertThat(sum(owed)).isEqualTo(Fraction.whole(1_000_000));
    }

    @Test
    void chargesALateEntryTheOldPriceBeforeAndTheNewPriceAfterAPriceRise() {
        var ledger = ledger(
                change(1, "2026-01-01", 10, "10.00"),
                change(2, "2026-02-01", 0, "12.00"),
                change(3, "2026-01-01", 2, "12.00"));

        var owed = Owed.of(ledger, past(cycles(2)), Settled.nothing());

        assertThat(owed.stream()
                        .filter(one -> one.change().sequence() == 3)
                        .map(one -> one.amount().rounded().toString()))
                .containsExactly("20.00 EUR", "24.00 EUR");
        assertThat(sum(owed)).isEqualTo(Fraction.whole(12 * 10 + 12 * 12));
    }

    @Test
    void leavesOutAnArchivedChangeAndWhatItMovedForOthers() {
        var archived = new LedgerChange(UUID.randomUUID(), "LCL-2", 2, START, 5, price("10.00"), true, true);
        var ledger = ledger(change(1, "2026-01-01", 10, "10.00"), archived, change(3, "2026-02-01", 0, "12.00"));

        var owed = Owed.of(ledger, past(cycles(2)), Settled.nothing());

        assertThat(sum(owed)).isEqualTo(Fraction.whole(100 + 120));
    }

    @Test
    void chargesOnlyTheDaysThatAreNotYetSettled() {
        var change = change(1, "2026-01-01", 10, "31.00");
        var covered = new Settled(
                0, LocalDate.MIN, List.of(new Settled.Rectangle(1, 1, Period.of("2026-01-01", "2026-01-11"))));

        var owed = Owed.of(ledger(change), past(cycles(1)), covered);

        assertThat(sum(owed)).isEqualTo(Fraction.whole(210));
    }

    @Test
    void splitsNothingOffTheWhole() {
        var random = new Random(1);
        for (var round = 0; round < 500; round++) {
            var rule = ProrationRule.ACTUAL_MONTH;
            var quantity = 1 + random.nextInt(50);
            var price = (1 + random.nextInt(9_999)) + "." + (10 + random.nextInt(89));
            var day = START.plusDays(random.nextInt(89)).toString();
            var quarter = new BillingCalendar(START, null, 3, BillingPolicy.ADVANCE, 1)
                    .cycle(0)
                    .orElseThrow();

            var whole = Owed.of(
                    ledger(change(1, "2026-01-01", quantity, price)),
                    horizon(rule, List.of(quarter)),
                    Settled.nothing());
            var inParts = Owed.of(
                    ledger(
                            change(1, "2026-01-01", quantity, price),
                            change(2, day, -quantity, price),
                            change(3, day, quantity, price)),
                    horizon(rule, List.of(quarter)),
                    Settled.nothing());

            assertThat(sum(inParts)).as("cut on %s", day).isEqualTo(sum(whole));
        }
    }

    @Test
    void addsTheMonthsOfAQuarterUpToTheQuarter() {
        var random = new Random(2);
        for (var round = 0; round < 500; round++) {
            var anchor = LocalDate.parse("2024-01-01").plusDays(random.nextInt(400));
            var from = anchor.plusDays(random.nextInt(89)).toString();
            var changes = ledger(change(1, from, 1 + random.nextInt(20), "7.77"));

            var byMonth = Owed.of(
                    changes,
                    past(cycles(new BillingCalendar(anchor, null, 1, BillingPolicy.ARREARS, 1), 3)),
                    Settled.nothing());
            var byQuarter = Owed.of(
                    changes,
                    past(cycles(new BillingCalendar(anchor, null, 3, BillingPolicy.ARREARS, 1), 1)),
                    Settled.nothing());

            assertThat(sum(byMonth)).as("%s from %s", anchor, from).isEqualTo(sum(byQuarter));
        }
    }

    @Test
    void cancelsAChangeByItsReverseOnTheSameDay() {
        var random = new Random(3);
        for (var round = 0; round < 500; round++) {
            for (var rule : ProrationRule.values()) {
                var changes = history(random);
                var before = Owed.of(new Ledger(changes), horizon(rule, cycles(6)), Settled.nothing());
                var last = changes.get(changes.size() - 1);
                var day = START.plusDays(random.nextInt(180));
                var quantity = 1 + random.nextInt(20);
                changes.add(next(last, day, quantity));
                changes.add(next(changes.get(changes.size() - 1), day, -quantity));

                var after = Owed.of(new Ledger(changes), horizon(rule, cycles(6)), Settled.nothing());

                assertThat(sum(after)).isEqualTo(sum(before));
            }
        }
    }

    @Test
    void doesNotDependOnTheOrderOfEntry() {
        var random = new Random(4);
        for (var round = 0; round < 1_000; round++) {
            var moves = moves(random);
            var inOrder = Owed.of(new Ledger(entered(moves)), past(cycles(6)), Settled.nothing());
            var first = moves.remove(0);
            Collections.shuffle(moves, random);
            moves.add(0, first);

            var shuffled = Owed.of(new Ledger(entered(moves)), past(cycles(6)), Settled.nothing());

            assertThat(sum(shuffled)).as("%s", moves).isEqualTo(sum(inOrder));
        }
    }

    @Test
    void neverMovesWhatAnEarlierEntryStoodFor() {
        var random = new Random(5);
        for (var round = 0; round < 500; round++) {
            var changes = history(random);
            var before = Owed.of(new Ledger(changes), past(cycles(6)), Settled.nothing());
            changes.add(
                    next(changes.get(changes.size() - 1), START.plusDays(random.nextInt(180)), 1 + random.nextInt(9)));

            var after = Owed.of(new Ledger(changes), past(cycles(6)), Settled.nothing());

            assertThat(after).containsAll(before);
        }
    }

    @Test
    void owesNothingTwiceHoweverOftenItIsAskedAndWheneverAChangeArrives() {
        var random = new Random(6);
        for (var round = 0; round < 500; round++) {
            var changes = history(random);
            var billed = new ArrayList<Contribution>();
            var allocated = Settled.nothing();
            for (var run = 1; run <= 6; run++) {
                var known = changes.subList(0, Math.min(changes.size(), run));
                var owed = Owed.of(new Ledger(known), past(cycles(run)), allocated);
                allocated = allocated.plus(owed);
                billed.addAll(owed);
                assertThat(Owed.of(new Ledger(known), past(cycles(run)), allocated))
                        .isEmpty();
                if (random.nextBoolean()) {
                    var end = cycles(run).get(run - 1).period().to();
                    allocated = allocated.reaching(new Ledger(known).lastSequence(), end);
                    assertThat(allocated.beyond()).isEmpty();
                }
            }

            var atOnce = Owed.of(
                    new Ledger(changes.subList(0, Math.min(changes.size(), 6))), past(cycles(6)), Settled.nothing());

            assertThat(sum(billed)).isEqualTo(sum(atOnce));
        }
    }

    private record Move(LocalDate day, int quantity, String price) {}

    /** A purchase, then seats and price changes on days of their own. */
    private static List<Move> moves(Random random) {
        var days = new ArrayList<>(IntStream.range(1, 180).boxed().toList());
        Collections.shuffle(days, random);
        var moves = new ArrayList<Move>();
        moves.add(new Move(START, 100, "10.00"));
        for (var index = 0; index < 1 + random.nextInt(6); index++) {
            var day = START.plusDays(days.get(index));
            var isPrice = random.nextInt(3) == 0;
            moves.add(new Move(day, isPrice ? 0 : random.nextInt(21) - 10, isPrice ? "11." + (10 + index) : null));
        }
        moves.sort(Comparator.comparing(Move::day));
        return moves;
    }

    /** Writes the moves down as the ledger does: each with the price that is known when it is entered. */
    private static List<LedgerChange> entered(List<Move> moves) {
        var changes = new ArrayList<LedgerChange>();
        var price = "10.00";
        for (var move : moves) {
            price = move.price == null ? price : move.price;
            changes.add(change(changes.size() + 1, move.day.toString(), move.quantity, price));
        }
        return changes;
    }

    private static List<LedgerChange> history(Random random) {
        var moves = moves(random);
        Collections.shuffle(moves.subList(1, moves.size()), random);
        return new ArrayList<>(entered(moves));
    }

    private static LedgerChange next(LedgerChange last, LocalDate day, int quantity) {
        return change(
                last.sequence() + 1,
                day.toString(),
                quantity,
                last.price().amount().amount().toPlainString());
    }

    private static Ledger ledger(LedgerChange... changes) {
        return new Ledger(List.of(changes));
    }

    private static LedgerChange change(int sequence, String day, int quantity, String price) {
        return new LedgerChange(
                UUID.randomUUID(),
                "LCL-" + sequence,
                sequence,
                LocalDate.parse(day),
                quantity,
                price(price),
                false,
                true);
    }

    private static UnitPrice price(String amount) {
        return new UnitPrice(Money.of(amount, "EUR"), 1);
    }

    private static Owed.Horizon past(List<Cycle> cycles) {
        return horizon(ProrationRule.ACTUAL_MONTH, cycles);
    }

    private static Owed.Horizon horizon(ProrationRule rule, List<Cycle> cycles) {
        return new Owed.Horizon(rule, cycles, null);
    }

    private static List<Cycle> cycles(int count) {
        return cycles(MONTHLY, count);
    }

    private static List<Cycle> cycles(BillingCalendar calendar, int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> calendar.cycle(number).orElseThrow())
                .toList();
    }

    private static Fraction sum(List<Contribution> contributions) {
        return contributions.stream().map(Contribution::exact).reduce(Fraction.ZERO, Fraction::plus);
    }
}
