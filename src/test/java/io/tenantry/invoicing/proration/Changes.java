package io.tenantry.invoicing.proration;

import io.tenantry.invoicing.schedule.BillingCalendar;
import io.tenantry.invoicing.schedule.BillingPolicy;
import io.tenantry.invoicing.schedule.Cycle;
import io.tenantry.shared.Fraction;
import io.tenantry.shared.Money;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** License changes of one subscription on a monthly contract from 1 January 2026. */
final class Changes {

    static final LocalDate START = LocalDate.parse("2026-01-01");

    private static final BillingCalendar MONTHLY = new BillingCalendar(START, null, 1, BillingPolicy.ADVANCE, 1);

    /**
     * What happens on a day.
     *
     * @param price the new one; null if it stays
     */
    record Move(LocalDate day, int quantity, @Nullable String price) {

        /** A price of its own instead of seats: a change to a price that holds already would be none. */
        Move withPrice(int number) {
            return new Move(day, 0, "11." + (10 + number));
        }
    }

    private Changes() {}

    static LedgerChange change(int sequence, String day, int quantity, String price) {
        return change(sequence, day, quantity, price, sequence == 1 || quantity == 0);
    }

    private static LedgerChange change(int sequence, String day, int quantity, String price, boolean setsPrice) {
        return new LedgerChange(
                UUID.randomUUID(),
                "LCL-" + sequence,
                sequence,
                sequence,
                LocalDate.parse(day),
                quantity,
                new UnitPrice(Money.of(price, "EUR"), 1),
                setsPrice,
                false,
                true);
    }

    /** One more change at the price that holds now. */
    static LedgerChange next(List<LedgerChange> changes, LocalDate day, int quantity) {
        var last = changes.get(changes.size() - 1);
        return change(
                last.sequence() + 1,
                day.toString(),
                quantity,
                last.price().amount().amount().toPlainString());
    }

    /** Writes the moves down as the ledger does: each with the price that is known when it is entered. */
    static List<LedgerChange> entered(List<Move> moves) {
        var changes = new ArrayList<LedgerChange>();
        var price = "10.00";
        for (var move : moves) {
            price = move.price() == null ? price : move.price();
            var setsPrice = changes.isEmpty() || move.price() != null;
            changes.add(change(changes.size() + 1, move.day().toString(), move.quantity(), price, setsPrice));
        }
        return changes;
    }

    static List<Cycle> cycles(int count) {
        return cycles(MONTHLY, count);
    }

    static List<Cycle> cycles(BillingCalendar calendar, int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> calendar.cycle(number).orElseThrow())
                .toList();
    }

    static Fraction sum(List<Contribution> contributions) {
        return contributions.stream().map(Contribution::exact).reduce(Fraction.ZERO, Fraction::plus);
    }
}
