package io.tenantry.invoicing.proration;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.shared.Money;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitPriceTest {

    @ParameterizedTest(name = "{0} and {1} a month are {2} for {3} months")
    @CsvSource({
        "100.00, 8.333333, 100.00, 12",
        "57.00, 57.000000, 57.00, 1",
        "99.99, 2.777500, 99.99, 36",
        "0.01, 0.000833, 0.01, 12",
        "0.00, 0.000000, 0.000000, 1",
        "100.00, 9.000000, 9.000000, 1",
        "5.00, 100.000000, 100.000000, 1",
        "100.00, 0.000001, 0.000001, 1"
    })
    void findsTheMonthsThatTheMonthlyPriceWasComputedWith(String unitPrice, String monthly, String amount, int months) {
        var price = UnitPrice.of(Money.of(unitPrice, "EUR"), Money.of(monthly, "EUR"));

        assertThat(price).isEqualTo(new UnitPrice(Money.of(amount, "EUR"), months));
    }
}
