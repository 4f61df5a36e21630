package io.tenantry.subscription;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The days of the ledger, in the zone of whoever runs this installation ({@code tenantry.zone}). Increases reach the
 * provider at 00:05 of their day, decreases at 23:55 of the day before, so that a seat is paid for as long as it is had.
 */
@Component
class LedgerCalendar {

    private static final LocalTime AFTER_MIDNIGHT = LocalTime.of(0, 5);
    private static final LocalTime BEFORE_MIDNIGHT = LocalTime.of(23, 55);

    private final Clock clock;
    private final ZoneId zone;

    LedgerCalendar(Clock clock, @Value("${tenantry.zone:UTC}") ZoneId zone) {
        this.clock = clock;
        this.zone = zone;
    }

    Instant now() {
        return clock.instant();
    }

    LocalDate today() {
        return dayOf(now());
    }

    LocalDate dayOf(Instant instant) {
        return instant.atZone(zone).toLocalDate();
    }

    /** When the provider is told of a change that takes effect on {@code day}. */
    Instant provisionOn(LocalDate day, int quantityDelta) {
        var told = quantityDelta < 0 ? day.minusDays(1).atTime(BEFORE_MIDNIGHT) : day.atTime(AFTER_MIDNIGHT);
        return told.atZone(zone).toInstant();
    }
}
