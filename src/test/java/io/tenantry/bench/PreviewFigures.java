package io.tenantry.bench;

import java.math.BigDecimal;

/** How long previews of single contracts took while a run was on, in milliseconds. */
record PreviewFigures(int count, BigDecimal median, BigDecimal percentile95, BigDecimal percentile99) {

    String text() {
        return "%,d previews of single contracts during a run: median %s ms, 95th percentile %s ms, 99th %s ms"
                .formatted(count, median, percentile95, percentile99);
    }
}
