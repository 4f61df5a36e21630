package io.tenantry.invoicing.proration;

import io.tenantry.shared.Period;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * What is billed or waived already of one subscription.
 *
 * <p>Usually that is all of its changes up to a day, and nothing more has to be known: a subscription with thirty billed
 * months is read like one with three. What lies beyond is kept as rectangles of changes and days.
 *
 * @param changes all changes with a sequence up to this one are settled before {@code until}
 * @param beyond what is settled besides
 * @param epoch how often it was set back when it was read; who sets it back meanwhile is right
 */
public record Settled(int changes, LocalDate until, List<Rectangle> beyond, int epoch) {

    /**
     * Changes that follow each other, on days that follow each other.
     *
     * @param first sequence of the first change
     * @param last sequence of the last one
     */
    public record Rectangle(int first, int last, Period period) {

        boolean holds(LedgerChange change) {
            return first <= change.sequence() && change.sequence() <= last;
        }
    }

    public Settled {
        beyond = List.copyOf(beyond);
    }

    /** Of a subscription that was never billed. */
    public static Settled nothing() {
        return new Settled(0, LocalDate.MIN, List.of(), 0);
    }

    public Settled plus(List<Contribution> contributions) {
        if (contributions.isEmpty()) {
            return this;
        }
        var all = new ArrayList<>(beyond);
        contributions.forEach(one ->
                all.add(new Rectangle(one.change().sequence(), one.change().sequence(), one.servicePeriod())));
        return new Settled(changes, until, all, epoch);
    }

    /** The same of the same subscription, with what another reading knows beyond. */
    public Settled withAllBeyondOf(Settled other) {
        var all = new ArrayList<>(beyond);
        all.addAll(other.beyond);
        return new Settled(changes, until, all, epoch);
    }

    /**
     * All changes up to a sequence are looked at up to a day; only what reaches beyond is still to be known. A look that
     * ended before {@link #until} says nothing new of the days after it.
     */
    public Settled reaching(int lastChange, LocalDate day) {
        if (day.isBefore(until)) {
            return this;
        }
        return new Settled(
                lastChange,
                day,
                beyond.stream()
                        .filter(one -> one.period().to().isAfter(day) || one.last() > lastChange)
                        .toList(),
                epoch);
    }

    /** Whether any change is settled on a day. */
    public boolean covers(LocalDate day) {
        return changes > 0 && day.isBefore(until)
                || beyond.stream().anyMatch(one -> one.period().contains(day));
    }

    /** The first day that anything may still be owed for, of changes up to {@link #changes} and of later ones. */
    public LocalDate openFrom(LedgerChange change) {
        return change.sequence() <= changes ? until : LocalDate.MIN;
    }

    /**
     * The first day from {@code from} on that a change is not settled for; {@code end} or later if it is settled up to
     * there. What is settled behind the end is not looked at: years of it may lie there.
     */
    LocalDate openFrom(LedgerChange change, LocalDate from, LocalDate end) {
        var frontier = openFrom(change);
        var open = frontier.isAfter(from) ? frontier : from;
        var before = LocalDate.MIN;
        while (before.isBefore(open) && open.isBefore(end)) {
            before = open;
            for (var one : beyond) {
                if (one.holds(change) && one.period().contains(open)) {
                    open = one.period().to();
                }
            }
        }
        return open;
    }

    /**
     * The day on which what is open of a change from {@code from} on ends: where it is settled again, because an invoice
     * of the days before was taken back and one of the days behind was not, or {@code end}.
     */
    LocalDate openUntil(LedgerChange change, LocalDate from, LocalDate end) {
        var until = end;
        for (var one : beyond) {
            var settled = one.period().from();
            if (settled.isAfter(from) && settled.isBefore(until) && one.holds(change)) {
                until = settled;
            }
        }
        return until;
    }
}
