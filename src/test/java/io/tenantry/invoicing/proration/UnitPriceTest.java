package io.tenantry.invoicing.proration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.shared.Fraction;
import io.tenantry.shared.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitPriceTest {

    @ParameterizedTest
    @CsvSource({"100.00, 12", "99.99, 36", "0.01, 12", "57.00, 1", "0.00, 12"})
    void theMonthsOfAUnitCostTheUnitAgain(String amount, int months) {
        var price = new UnitPrice(Money.of(amount, "EUR"), months);

        var unit = price.monthly().times(Fraction.whole(months)).times(Fraction.whole(10_000));

        assertThat(unit).isEqualTo(Fraction.of(Money.of(amount, "EUR").amount()).times(Fraction.whole(10_000)));
    }

    @Test
    void aUnitCoversAtLeastOneMonth() {
        assertThatThrownBy(() -> new UnitPrice(Money.of("1", "EUR"), 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least one month");
    }
}
