package io.tenantry.subscription;

import io.tenantry.shared.BusinessCalendar;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import org.springframework.stereotype.Component;

/**
 * When the ledger's changes reach the provider: increases at 00:05 of their day, decreases at 23:55 of the day before,
 * so that a seat is paid for as long as it is had.
 */
@Component
class LedgerCalendar {

    private static final LocalTime AFTER_MIDNIGHT = LocalTime.of(0, 5);
    private static final LocalTime BEFORE_MIDNIGHT = LocalTime.of(23, 55);

    private final BusinessCalendar calendar;

    LedgerCalendar(BusinessCalendar calendar) {
        this.calendar = calendar;
    }

    Instant now() {
        return calendar.now();
    }

    LocalDate today() {
        return calendar.today();
    }

    LocalDate dayOf(Instant instant) {
        return calendar.dayOf(instant);
    }

    Instant startOf(LocalDate day) {
        return calendar.startOf(day);
    }

    /** When the provider is told of a change that takes effect on {@code day}. */
    Instant provisionOn(LocalDate day, int quantityDelta) {
        return quantityDelta < 0 ? calendar.at(day.minusDays(1), BEFORE_MIDNIGHT) : calendar.at(day, AFTER_MIDNIGHT);
    }
}
