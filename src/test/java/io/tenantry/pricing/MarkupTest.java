package io.tenantry.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.shared.Money;
import io.tenantry.shared.Percent;
import io.tenantry.shared.Refused;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkupTest {

    @ParameterizedTest(name = "a margin of {0} % is a markup of {1} %")
    @CsvSource({
        "15,     17.647059",
        "0,      0.000000",
        "10,     11.111111",
        "20,     25.000000",
        "50,     100.000000",
        "99.99,  999900.000000",
        "0.0001, 0.000100",
        "33.3333,49.999925"
    })
    void followsFromTheMarginWithSixDecimals(String margin, String markup) {
        assertThat(Markup.ofMargin(new BigDecimal(margin)).percent()).isEqualTo(Percent.of(markup));
    }

    @Test
    void leavesTheMarginOfTheSellingPrice() {
        var price = Markup.ofMargin(new BigDecimal("15")).on(Money.of("100.00", "EUR"));

        assertThat(price.rounded()).isEqualTo(Money.of("117.65", "EUR"));
        assertThat(price.minus(Money.of("100.00", "EUR")).rounded())
                .isEqualTo(price.times(Percent.of("15")).rounded());
    }

    @ParameterizedTest
    @CsvSource({
        ",    'The margin is empty; set one, or 0 to sell at cost'",
        "100, 'A margin of 100 % leaves no price; use one from 0 % to below 100 %'",
        "-1,  'A margin of -1 % leaves no price; use one from 0 % to below 100 %'",
    })
    void refusesAMarginThatLeavesNoPrice(BigDecimal margin, String message) {
        assertThatThrownBy(() -> Markup.ofMargin(margin))
                .isInstanceOf(Refused.class)
                .hasMessage(message);
    }
}
