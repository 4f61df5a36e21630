package io.tenantry.conformance;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What became of a case.
 *
 * @param got null if the case could not be reckoned
 * @param why how the figure came about, or why there is none
 */
record Verdict(ConformanceCase of, boolean passed, @Nullable BigDecimal got, String why) {

    @Override
    public String toString() {
        return "%s id=%s source=%s expected=%s got=%s why=%s"
                .formatted(
                        passed ? "passed" : "FAILED",
                        of.id(),
                        of.source(),
                        of.text("expected_amount").orElse("nothing"),
                        got == null ? "nothing" : got.toPlainString(),
                        why);
    }
}
