package io.tenantry.bench;

import java.math.BigDecimal;

/** How long it took to preview the run of a whole base, with its differences and anomalies, in one lane. */
record PlanFigures(int contracts, BigDecimal seconds, BigDecimal perSecond) {

    String text() {
        return "A plan of %,d contracts is ready after %s s, %s contracts/s".formatted(contracts, seconds, perSecond);
    }
}
