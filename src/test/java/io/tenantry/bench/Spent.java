package io.tenantry.bench;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

/**
 * What something cost, done so many times.
 *
 * @param wall from the first beginning to the last end
 * @param busy the durations of all single ones, some of which ran beside each other; zero where they are not known
 * @param jvm CPU time of the application
 * @param postgres CPU time of the database server
 * @param outside CPU time of the outside world, which is not ours but shares the machine
 */
record Spent(int times, Duration wall, Duration busy, Duration jvm, Duration postgres, Duration outside) {

    /** The same invoices, one step after the other. */
    Spent plus(Spent next) {
        return new Spent(
                times,
                wall.plus(next.wall),
                busy.plus(next.busy),
                jvm.plus(next.jvm),
                postgres.plus(next.postgres),
                outside.plus(next.outside));
    }

    BigDecimal perSecond() {
        return BigDecimal.valueOf(times)
                .divide(BigDecimal.valueOf(Math.max(1, wall.toNanos()), 9), 1, RoundingMode.HALF_UP);
    }

    BigDecimal busyEach() {
        return each(busy);
    }

    BigDecimal jvmEach() {
        return each(jvm);
    }

    BigDecimal postgresEach() {
        return each(postgres);
    }

    BigDecimal outsideEach() {
        return each(outside);
    }

    /** What is ours: application and database. */
    BigDecimal cpuEach() {
        return each(jvm.plus(postgres));
    }

    /** In milliseconds. */
    private BigDecimal each(Duration sum) {
        return BigDecimal.valueOf(sum.toNanos(), 6).divide(BigDecimal.valueOf(times), 2, RoundingMode.HALF_UP);
    }
}
