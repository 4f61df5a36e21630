package io.tenantry.shared;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * A span of days, half-open: {@code from} belongs to it, {@code to} does not. The month of March 2026 is [2026-03-01,
 * 2026-04-01) and has 31 days. On documents the last day is printed, see {@link #lastDay()}.
 */
public record Period(LocalDate from, LocalDate to) {

    public Period {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("A period must end after it starts, not [" + from + ", " + to + ")");
        }
    }

    public static Period of(LocalDate from, LocalDate to) {
        return new Period(from, to);
    }

    public static Period of(String from, String to) {
        return new Period(LocalDate.parse(from), LocalDate.parse(to));
    }

    public long days() {
        return ChronoUnit.DAYS.between(from, to);
    }

    public LocalDate lastDay() {
        return to.minusDays(1);
    }

    public boolean contains(LocalDate day) {
        return !day.isBefore(from) && day.isBefore(to);
    }

    public boolean overlaps(Period other) {
        return from.isBefore(other.to) && other.from.isBefore(to);
    }

    /** The part that both share, if any. */
    public Optional<Period> intersection(Period other) {
        if (!overlaps(other)) {
            return Optional.empty();
        }
        return Optional.of(
                new Period(from.isAfter(other.from) ? from : other.from, to.isBefore(other.to) ? to : other.to));
    }

    /** What is left from {@code day} on. */
    public Period startingAt(LocalDate day) {
        if (!contains(day)) {
            throw new IllegalArgumentException(day + " lies outside " + this);
        }
        return new Period(day, to);
    }

    @Override
    public String toString() {
        return "[" + from + ", " + to + ")";
    }
}
