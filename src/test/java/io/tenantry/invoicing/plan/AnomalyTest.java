package io.tenantry.invoicing.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.shared.Money;
import io.tenantry.shared.Percent;
import io.tenantry.shared.Period;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnomalyTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "100.00, 120.00, 20, -",
                "100.00, 120.01, 20, CHANGED",
                "100.00, 79.99, 20, CHANGED",
                "100.00, 80.00, 20, -",
                "100.00, 120.00, 19.9, CHANGED",
                "100.00, 100.00, 0, -",
                "100.00, 100.01, 0, CHANGED",
                "0.00, 0.01, 20, CHANGED",
                "0.00, 0.00, 20, -",
                "-100.00, -121.00, 20, CHANGED",
                "-100.00, 100.00, 150, CHANGED",
            })
    void isAChangeByMoreThanSoManyPercent(String before, String now, String threshold, Anomaly expected) {
        var found = Anomaly.between(billed(before), eur(now), true, Percent.of(threshold));

        assertThat(found).isEqualTo(expected == null ? List.of() : List.of(expected));
    }

    @Test
    void isANewContractAndOneThatIsGone() {
        assertThat(Anomaly.between(null, eur("5.00"), true, Percent.of("20"))).containsExactly(Anomaly.NEW);
        assertThat(Anomaly.between(null, eur("0.00"), false, Percent.of("20"))).isEmpty();
        assertThat(Anomaly.between(billed("5.00"), eur("0.00"), false, Percent.of("20")))
                .containsExactly(Anomaly.GONE);
        assertThat(Anomaly.between(billed("0.00"), eur("0.00"), false, Percent.of("20")))
                .isEmpty();
    }

    private static BilledBefore billed(String net) {
        return new BilledBefore(Period.of("2026-01-01", "2026-02-01"), eur(net));
    }

    private static Money eur(String amount) {
        return Money.of(amount, "EUR");
    }
}
