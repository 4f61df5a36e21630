package io.tenantry.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.shared.Refused;
import io.tenantry.shared.UnknownCurrency;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExchangeRateTableTest {

    private static final CurrencyPair DOLLARS_TO_EURO = new CurrencyPair("USD", "EUR");

    private final ExchangeRateTable table = new ExchangeRateTable(
            List.of(rate("2026-03-01", "0.9215"), rate("2026-04-01", "0.93"), rate("2026-02-01", "0.91")), 31);

    @ParameterizedTest
    @CsvSource({
        "2026-02-01, 0.91",
        "2026-02-28, 0.91",
        "2026-03-01, 0.9215",
        "2026-03-31, 0.9215",
        "2026-04-01, 0.93",
        "2026-05-01, 0.93"
    })
    void aRateHoldsUntilTheNextOneBegins(LocalDate day, BigDecimal rate) {
        assertThat(table.on(DOLLARS_TO_EURO, day).orElseThrow().rate()).isEqualByComparingTo(rate);
    }

    @ParameterizedTest
    @CsvSource({"2026-01-31", "2026-05-02", "2030-01-01"})
    void noRateHoldsBeforeItsDayOrLongerThanItsValidity(LocalDate day) {
        assertThat(table.on(DOLLARS_TO_EURO, day)).isEmpty();
    }

    @Test
    void theOtherDirectionIsNotDerived() {
        assertThat(table.on(new CurrencyPair("EUR", "USD"), LocalDate.parse("2026-03-01")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "USD, USD, 1, always 1",
        "USD, EUR, 0, not above zero",
        "USD, EUR, -1, not above zero",
        "USD, EUR, 0.12345678901, 10 after the decimal point",
        "USD, EUR, 12345678901, at most 10 digits before"
    })
    void aRateThatCannotBeIsRefused(String from, String to, BigDecimal rate, String words) {
        assertThatThrownBy(() -> new NewExchangeRate(from, to, LocalDate.parse("2026-03-01"), rate, "ECB"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining(words);
    }

    @Test
    void aCurrencyThatIsNoneIsRefused() {
        assertThatThrownBy(
                        () -> new NewExchangeRate("XAU", "EUR", LocalDate.parse("2026-03-01"), BigDecimal.ONE, "ECB"))
                .isInstanceOf(UnknownCurrency.class);
    }

    private static ExchangeRateView rate(String from, String rate) {
        return new ExchangeRateView(
                UUID.randomUUID(), "USD", "EUR", LocalDate.parse(from), new BigDecimal(rate), "ECB", "bea");
    }
}
