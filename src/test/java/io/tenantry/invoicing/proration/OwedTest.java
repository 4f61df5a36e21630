package io.tenantry.invoicing.proration;

import static io.tenantry.invoicing.proration.Changes.START;
import static io.tenantry.invoicing.proration.Changes.change;
import static io.tenantry.invoicing.proration.Changes.cycles;
import static io.tenantry.invoicing.proration.Changes.sum;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.invoicing.schedule.Cycle;
import io.tenantry.shared.Fraction;
import io.tenantry.shared.Money;
import io.tenantry.shared.Period;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OwedTest {

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
        var ledger = new Ledger(
                List.of(new LedgerChange(UUID.randomUUID(), "LCL-1", 1, 1, START, 10_000, price, true, false, true)));

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
    void countsAPriceFromTheDayItWasBroughtForwardToEvenThoughItHoldsLaterAnyway() {
        var rise = change(2, "2026-03-01", 0, "12.00");
        var broughtForward = change(3, "2026-02-01", 0, "12.00");
        var ledger = ledger(change(1, "2026-01-01", 10, "10.00"), rise, broughtForward);

        var owed = Owed.of(ledger, past(cycles(3)), Settled.nothing());

        assertThat(sum(owed)).isEqualTo(Fraction.whole(100 + 120 + 120));
    }

    /** June was cut on the 15th and counted as a started month; when the contract runs on, nothing of June is left. */
    @Test
    void countsWhatIsLeftOfACycleByWhatItHasInAll() {
        var june = new Cycle(5, START, 1, Period.of("2026-06-01", "2026-07-01"));
        var settled = new Settled(1, LocalDate.parse("2026-06-15"), List.of(), 0);
        var ledger = ledger(change(1, "2026-01-01", 10, "12.00"));

        var byStartedMonths =
                Owed.of(ledger, new Owed.Horizon(ProrationRule.MONTHS_CEIL, List.of(june), null), settled);
        var byFinishedMonths =
                Owed.of(ledger, new Owed.Horizon(ProrationRule.MONTHS_FLOOR, List.of(june), null), settled);
        var byDays = Owed.of(ledger, new Owed.Horizon(ProrationRule.ACTUAL_MONTH, List.of(june), null), settled);

        assertThat(sum(byStartedMonths)).isEqualTo(Fraction.ZERO);
        assertThat(sum(byFinishedMonths)).isEqualTo(Fraction.whole(120));
        assertThat(sum(byDays)).isEqualTo(Fraction.whole(64));
    }

    @Test
    void leavesOutAnArchivedChangeAndWhatItMovedForOthers() {
        var archived = new LedgerChange(UUID.randomUUID(), "LCL-2", 2, 2, START, 5, price("10.00"), false, true, true);
        var ledger = ledger(change(1, "2026-01-01", 10, "10.00"), archived, change(3, "2026-02-01", 0, "12.00"));

        var owed = Owed.of(ledger, past(cycles(2)), Settled.nothing());

        assertThat(sum(owed)).isEqualTo(Fraction.whole(100 + 120));
    }

    /** Ten seats, and five that were archived while the rise from 10.00 to 12.00 was billed for February without them. */
    @Test
    void bringsItsShareOfAPriceAlongWhenItComesBackIntoBilling() {
        var returned = new LedgerChange(UUID.randomUUID(), "LCL-2", 2, 4, START, 5, price("10.00"), false, false, true);
        var ledger = ledger(change(1, "2026-01-01", 10, "10.00"), returned, change(3, "2026-02-01", 0, "12.00"));
        var withoutIt = new Settled(
                0,
                LocalDate.MIN,
                List.of(
                        new Settled.Rectangle(1, 1, Period.of("2026-01-01", "2026-03-01")),
                        new Settled.Rectangle(3, 3, Period.of("2026-02-01", "2026-03-01"))),
                0);

        var owed = Owed.of(ledger, past(cycles(2)), withoutIt);

        assertThat(sum(owed)).isEqualTo(Fraction.whole(5 * 10 + 5 * 12));
    }

    @Test
    void chargesOnlyTheDaysThatAreNotYetSettled() {
        var change = change(1, "2026-01-01", 10, "31.00");
        var covered = new Settled(
                0, LocalDate.MIN, List.of(new Settled.Rectangle(1, 1, Period.of("2026-01-01", "2026-01-11"))), 0);

        var owed = Owed.of(ledger(change), past(cycles(1)), covered);

        assertThat(sum(owed)).isEqualTo(Fraction.whole(210));
    }

    /**
     * A year at 10.00 a month, cut on 1 July and billed on from there. The first half is taken back, then the second one
     * without the first: each is 60.00 again.
     */
    @Test
    void owesEachPartOfACutCycleAgainThatIsTakenBack() {
        var year = new Cycle(0, LocalDate.parse("2021-01-01"), 12, Period.of("2021-01-01", "2022-01-01"));
        var ledger = ledger(change(1, "2021-01-01", 1, "10.00"));
        var first = new Settled.Rectangle(1, 1, Period.of("2021-01-01", "2021-07-01"));
        var second = new Settled.Rectangle(1, 1, Period.of("2021-07-01", "2022-01-01"));

        var firstAgain = Owed.of(ledger, past(List.of(year)), new Settled(0, LocalDate.MIN, List.of(second), 0));
        var secondAgain = Owed.of(ledger, past(List.of(year)), new Settled(0, LocalDate.MIN, List.of(first), 0));
        var none = Owed.of(ledger, past(List.of(year)), new Settled(0, LocalDate.MIN, List.of(second, first), 0));

        assertThat(firstAgain).singleElement().satisfies(one -> {
            assertThat(one.servicePeriod()).isEqualTo(Period.of("2021-01-01", "2021-07-01"));
            assertThat(one.amount().rounded()).isEqualTo(Money.of("60.00", "EUR"));
            assertThat(one.endsEarly()).isTrue();
        });
        assertThat(secondAgain).singleElement().satisfies(one -> {
            assertThat(one.servicePeriod()).isEqualTo(Period.of("2021-07-01", "2022-01-01"));
            assertThat(one.amount().rounded()).isEqualTo(Money.of("60.00", "EUR"));
        });
        assertThat(none).isEmpty();
    }

    /** Three live days in a month of which the first, the middle and the last are open: three stretches, 28 of 31 days. */
    @Test
    void owesTheStretchesBetweenWhatIsSettledOneByOne() {
        var change = change(1, "2026-01-01", 1, "31.00");
        var settled = new Settled(
                0,
                LocalDate.MIN,
                List.of(
                        new Settled.Rectangle(1, 1, Period.of("2026-01-21", "2026-01-22")),
                        new Settled.Rectangle(1, 1, Period.of("2026-01-10", "2026-01-11")),
                        new Settled.Rectangle(1, 1, Period.of("2026-01-11", "2026-01-12"))),
                0);

        var owed = Owed.of(ledger(change), past(cycles(1)), settled);

        assertThat(owed)
                .extracting(one -> one.servicePeriod().from().getDayOfMonth() + " for "
                        + one.amount().rounded())
                .containsExactly("1 for 9.00 EUR", "12 for 9.00 EUR", "22 for 10.00 EUR");
    }

    private static Ledger ledger(LedgerChange... changes) {
        return new Ledger(List.of(changes));
    }

    private static UnitPrice price(String amount) {
        return new UnitPrice(Money.of(amount, "EUR"), 1);
    }

    private static Owed.Horizon past(List<Cycle> cycles) {
        return new Owed.Horizon(ProrationRule.ACTUAL_MONTH, cycles, null);
    }
}
