package io.tenantry.invoicing.proration;

import io.tenantry.shared.Fraction;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The changes of one subscription and by how much each moves its monthly value.
 *
 * <p>A change moves the value from <em>quantity × price</em> before it to after it, on its effective date. One that is
 * entered late, behind changes that take effect later, moves what lies behind it too: two seats entered in March for
 * January, with a price rise in February, cost the old price in January and the new one from February on. Each change
 * stands for what it added when it was entered, so what was billed for the others stays right and the sum does not
 * depend on the order of entry. One that was archived and comes back is entered then: two seats that stayed away while
 * a price rise was billed for the ten others bring their own share of the rise along.
 */
public final class Ledger {

    /**
     * What a change adds to the monthly value.
     *
     * @param steps oldest day first; none if it moves nothing
     */
    public record Movement(LedgerChange change, List<Step> steps) {

        /** The first day that it counts for. */
        public LocalDate from() {
            return steps.get(0).from();
        }
    }

    /** Quantity and price on a day. */
    public record State(int quantity, UnitPrice price) {}

    private static final Comparator<LedgerChange> BY_DAY =
            Comparator.comparing(LedgerChange::effective).thenComparing(LedgerChange::sequence);

    private final List<LedgerChange> byDay = new ArrayList<>();
    private @Nullable State last;
    private int lastSequence;
    private long lastEntry;
    private final List<Integer> leftOut = new ArrayList<>();
    private final List<Movement> movements = new ArrayList<>();

    public Ledger(List<LedgerChange> changes) {
        for (var change : changes.stream()
                .sorted(Comparator.comparingLong(LedgerChange::entry))
                .toList()) {
            if (change.archived()) {
                leftOut.add(change.sequence());
            } else {
                enter(change);
            }
            lastEntry = change.entry();
            lastSequence = Math.max(lastSequence, change.sequence());
        }
    }

    /** The sequence of the last change, billed or archived; 0 without one. */
    public int lastSequence() {
        return lastSequence;
    }

    /** The entry that came last, billed or archived; 0 without one. */
    public long lastEntry() {
        return lastEntry;
    }

    /** The sequences of the archived changes, in the order of entry. */
    public List<Integer> leftOut() {
        return leftOut;
    }

    /** Whether something changes after a day. */
    public boolean movesAfter(LocalDate day) {
        return !byDay.isEmpty() && byDay.get(byDay.size() - 1).effective().isAfter(day);
    }

    /** The changes that are billed and move something, in the order of entry. */
    public List<Movement> movements() {
        return movements;
    }

    /** Quantity and price at the end of a day; null before the first change. */
    public @Nullable State on(LocalDate day) {
        State state = null;
        for (var entry : byDay) {
            if (entry.effective().isAfter(day)) {
                return state;
            }
            state = after(state, entry);
        }
        return state;
    }

    /** The first day on which what is billed adds up to less than nothing; null if there is none. */
    public @Nullable LocalDate negativeFrom() {
        State state = null;
        for (var index = 0; index < byDay.size(); index++) {
            var entry = byDay.get(index);
            state = after(state, entry);
            var dayIsOver = index + 1 == byDay.size()
                    || byDay.get(index + 1).effective().isAfter(entry.effective());
            if (dayIsOver && state.quantity() < 0) {
                return entry.effective();
            }
        }
        return null;
    }

    private void enter(LedgerChange entry) {
        if (byDay.isEmpty() || BY_DAY.compare(byDay.get(byDay.size() - 1), entry) < 0) {
            append(entry);
            return;
        }
        var without = values(byDay);
        byDay.add(entry);
        byDay.sort(BY_DAY);
        last = on(byDay.get(byDay.size() - 1).effective());
        var moved = new TreeMap<>(values(byDay));
        without.forEach((day, value) -> moved.merge(day, value.negated(), Fraction::plus));
        keep(
                entry,
                moved.entrySet().stream()
                        .filter(step -> !step.getValue().isZero())
                        .map(step -> new Step(step.getKey(), step.getValue()))
                        .toList());
    }

    /** The usual case: nothing takes effect after it yet. */
    private void append(LedgerChange entry) {
        var before = last;
        byDay.add(entry);
        last = after(before, entry);
        var moved =
                before == null ? value(last) : value(last).plus(value(before).negated());
        keep(entry, moved.isZero() ? List.of() : List.of(new Step(entry.effective(), moved)));
    }

    private void keep(LedgerChange change, List<Step> steps) {
        if (!steps.isEmpty()) {
            movements.add(new Movement(change, steps));
        }
    }

    private static Fraction value(@Nullable State state) {
        return state == null
                ? Fraction.ZERO
                : Fraction.whole(state.quantity()).times(state.price().monthly());
    }

    /** By how much the monthly value moves on each day. */
    private static Map<LocalDate, Fraction> values(List<LedgerChange> entries) {
        var moves = new TreeMap<LocalDate, Fraction>();
        var value = Fraction.ZERO;
        State state = null;
        for (var entry : entries) {
            state = after(state, entry);
            var next = value(state);
            moves.merge(entry.effective(), next.plus(value.negated()), Fraction::plus);
            value = next;
        }
        return moves;
    }

    private static State after(@Nullable State before, LedgerChange change) {
        if (before == null) {
            return new State(change.quantityDelta(), change.price());
        }
        return new State(
                before.quantity() + change.quantityDelta(), change.setsPrice() ? change.price() : before.price());
    }
}
