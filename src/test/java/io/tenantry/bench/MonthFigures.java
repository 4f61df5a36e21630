package io.tenantry.bench;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

/**
 * One month's run.
 *
 * @param floor CPU time of the server for the bare rows
 * @param heapMegabytes in use after the run, garbage collected
 * @param residentMegabytes of the application at its largest so far
 * @param postgresMegabytes of the server's processes at the end of the run, what they share counted once
 */
record MonthFigures(
        Spent spent, Duration floor, long lines, long heapMegabytes, long residentMegabytes, long postgresMegabytes) {

    static final String HEAD = "%5s %10s %8s %10s %8s %8s %10s %8s %8s %8s %8s"
            .formatted(
                    "month",
                    "invoices/s",
                    "lines",
                    "CPU ms",
                    "JVM",
                    "PG",
                    "floor ms",
                    "x floor",
                    "heap MB",
                    "RSS MB",
                    "PG MB");

    BigDecimal floorEach() {
        return BigDecimal.valueOf(floor.toNanos(), 6)
                .divide(BigDecimal.valueOf(spent.times()), 3, RoundingMode.HALF_UP);
    }

    BigDecimal timesFloor() {
        return spent.cpuEach().divide(floorEach().max(new BigDecimal("0.001")), 2, RoundingMode.HALF_UP);
    }

    String row(int month) {
        return "%5d %10s %8d %10s %8s %8s %10s %8s %8d %8d %8d"
                .formatted(
                        month,
                        spent.perSecond(),
                        lines,
                        spent.cpuEach(),
                        spent.jvmEach(),
                        spent.postgresEach(),
                        floorEach(),
                        timesFloor(),
                        heapMegabytes,
                        residentMegabytes,
                        postgresMegabytes);
    }
}
