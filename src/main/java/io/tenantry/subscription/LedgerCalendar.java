package io.tenantry.subscription;

import io.tenantry.shared.BusinessCalendar;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.springframework.stereotype.Component;

/**
 * When the ledger's changes reach the provider: increases five minutes after their day has begun, decreases five minutes
 * before, so that a seat is had for as long as it is paid for. That is 00:05, and 23:55 of the day before. Where clocks
 * are changed at midnight the day begins when it begins: in São Paulo on 4 November 2018, whose first hour was skipped,
 * increases went out at 01:05; on 17 February 2018, whose last hour came twice, decreases went out when it was 23:55 for
 * the second time.
 */
@Component
class LedgerCalendar {

    private static final Duration FROM_MIDNIGHT = Duration.ofMinutes(5);

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
        var begins = calendar.startOf(day);
        return quantityDelta < 0 ? begins.minus(FROM_MIDNIGHT) : begins.plus(FROM_MIDNIGHT);
    }
}
