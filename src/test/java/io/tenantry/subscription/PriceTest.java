package io.tenantry.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.shared.Money;
import io.tenantry.shared.Refused;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PriceTest {

    @ParameterizedTest(name = "{0} for {1} months is {2} a month")
    @CsvSource({
        "144.00, 12, 12",
        "36, 3, 12",
        "432, 36, 12",
        "100.00, 12, 8.333333333333",
        "0.01, 36, 0.000277777778",
        "0, 12, 0"
    })
    void isDividedByTheMonthsOfItsUnit(String perUnit, int months, BigDecimal perMonth) {
        var price = Price.of(Money.of(perUnit, "EUR"), "ANNUAL", months);

        assertThat(price.monthlyUnitPrice()).isEqualByComparingTo(perMonth);
    }

    @Test
    void keepsAYearOfTenThousandSeatsWhole() {
        var month = Price.of(Money.of("100.00", "EUR"), "ANNUAL", 12).perMonth();

        assertThat(month).isNotNull();
        assertThat(month.times(12).times(10_000).rounded()).isEqualTo(Money.of("1000000.00", "EUR"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0.01", "1.1234567", "1234567890123"})
    void refusesWhatIsNoPrice(String amount) {
        assertThatThrownBy(() -> Price.of(Money.of(amount, "EUR"), "MONTHLY", 1))
                .isInstanceOf(Refused.class)
                .hasMessageContaining(amount);
    }

    @Test
    void isTheSameWithMoreZeros() {
        var price = Price.of(Money.of("12.0", "EUR"), "MONTHLY", 1);

        assertThat(price.sameAs(Price.of(Money.of("12.00", "EUR"), "MONTHLY", 1)))
                .isTrue();
        assertThat(price.sameAs(Price.of(Money.of("12.00", "USD"), "MONTHLY", 1)))
                .isFalse();
        assertThat(price.sameAs(Price.of(Money.of("12.01", "EUR"), "MONTHLY", 1)))
                .isFalse();
        assertThat(price.sameAs(Price.unknown("MONTHLY"))).isFalse();
    }
}
