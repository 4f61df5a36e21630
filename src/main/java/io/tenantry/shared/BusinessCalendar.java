package io.tenantry.shared;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Which day it is for whoever runs this installation. Invoices, due dates, deadlines, imports and the subscription
 * ledger all count in its days: in Berlin an invoice of 23:30 UTC on 31 March is one of 1 April, and so is the change of
 * licences beside it.
 */
@Component
public class BusinessCalendar {

    private final Clock clock;
    private final ZoneId zone;

    /** @param zone as {@code tenantry.zone} names it, such as {@code Europe/Berlin} */
    public BusinessCalendar(Clock clock, @Value("${tenantry.zone}") String zone) {
        this.clock = clock;
        this.zone = zone(zone);
    }

    public Instant now() {
        return clock.instant();
    }

    public LocalDate today() {
        return dayOf(now());
    }

    public LocalDate dayOf(Instant instant) {
        return LocalDate.ofInstant(instant, zone);
    }

    /** The first moment of the day; where clocks are changed at midnight it is not 00:00. */
    public Instant startOf(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }

    /** The last whole second of the day: what is due on a day is due until then. */
    public Instant endOf(LocalDate day) {
        return startOf(day.plusDays(1)).minusSeconds(1);
    }

    /** The moment at which the clock on the wall shows {@code time}; where it is skipped, as much later as is skipped. */
    public Instant at(LocalDate day, LocalTime time) {
        return day.atTime(time).atZone(zone).toInstant();
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name.strip());
        } catch (DateTimeException unknown) {
            throw new IllegalArgumentException(
                    "tenantry.zone '%s' is no time zone; set it to a name such as Europe/Berlin or UTC".formatted(name),
                    unknown);
        }
    }
}
