package io.tenantry.tax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.shared.Period;
import io.tenantry.shared.Refused;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaxRulesTest {

    private static final String ALWAYS = "2000-01-01..9999-12-31";

    private final List<TaxRateView> rates = List.of(
            rate("STANDARD", "DE", null, "S", "19", null, "2007-01-01..2020-07-01"),
            rate("STANDARD", "DE", null, "S", "16", null, "2020-07-01..2021-01-01"),
            rate("STANDARD", "DE", null, "S", "19.00", null, "2021-01-01..9999-12-31"),
            rate("REDUCED", "DE", null, "S", "7", null, ALWAYS),
            rate("STANDARD", "FR", null, "AE", "0", "Reverse charge", ALWAYS),
            rate("STANDARD", "US", null, "O", "0", "Outside the scope of VAT", ALWAYS),
            rate("STANDARD", "US", "WA", "S", "6.5", null, ALWAYS));

    @ParameterizedTest
    @CsvSource({
        // The German cut of 2020: what was rendered until the last day of December cost 16 %.
        "DE, , STANDARD, 2020-06-30, S, 19",
        "DE, , STANDARD, 2020-12-31, S, 16",
        "DE, , STANDARD, 2021-01-01, S, 19",
        "DE, , REDUCED, 2020-12-31, S, 7",
        "FR, , STANDARD, 2026-01-31, AE, 0",
        "US, CA, STANDARD, 2026-01-31, O, 0",
        "US, WA, STANDARD, 2026-01-31, S, 6.5",
    })
    void theNearestRateOfTheDayCounts(
            String country, @Nullable String region, String category, LocalDate day, String code, String rate) {
        var treatment = service("RATE_BASED", false).of(customer(country, region, "ID1"), line(category, day));

        assertThat(treatment.code()).isEqualTo(code);
        assertThat(treatment.rate()).isEqualByComparingTo(rate);
        assertThat(treatment.exemptionReason() == null).isEqualTo(code.equals("S"));
    }

    @Test
    void ratesThatDifferInZerosAloneAreOneGroup() {
        var rules = service("RATE_BASED", false);
        var customer = customer("DE", null, null);

        assertThat(rules.of(customer, line("STANDARD", LocalDate.parse("2020-01-01"))))
                .isEqualTo(rules.of(customer, line("STANDARD", LocalDate.parse("2022-01-01"))));
    }

    @Test
    void anUnknownCountryIsRefusedUnlessTheServiceSellsOverseas() {
        var switzerland = customer("CH", null, null);
        var line = line("STANDARD", LocalDate.parse("2026-01-31"));

        assertThatThrownBy(() -> service("RATE_BASED", false).of(switzerland, line))
                .isInstanceOf(Refused.class)
                .hasMessage("Tax service EU has no rate for CH, the country of customer CUS-1; add one, or let the "
                        + "service sell overseas");
        assertThat(service("RATE_BASED", true).of(switzerland, line))
                .isEqualTo(new TaxTreatment("O", BigDecimal.ZERO, "Tax", "Not subject to tax"));
    }

    @Test
    void aKnownCountryWithoutTheCategoryIsRefusedEvenOverseas() {
        assertThatThrownBy(() -> service("RATE_BASED", true)
                        .of(customer("FR", null, "FR1"), line("REDUCED", LocalDate.parse("2026-01-31"))))
                .isInstanceOf(Refused.class)
                .hasMessage("Tax service EU has no rate REDUCED for FR on 2026-01-31; add one");
    }

    @Test
    void reverseChargeNeedsTheCustomersVatId() {
        assertThatThrownBy(() -> service("RATE_BASED", false)
                        .of(customer("FR", null, null), line("STANDARD", LocalDate.parse("2026-01-31"))))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("Customer CUS-1 has no VAT id")
                .hasMessageContaining("enter the customer's VAT id");
    }

    @Test
    void whatIsNotTaxableIsExemptAndAServiceWithoutTaxTaxesNothing() {
        var untaxed = new TaxableLine("STANDARD", false, LocalDate.parse("2026-01-31"));

        assertThat(service("RATE_BASED", false)
                        .of(customer("DE", null, null), untaxed)
                        .code())
                .isEqualTo("E");
        assertThat(service("NONE", false)
                        .of(customer("CH", null, null), line("ANY", LocalDate.parse("2026-01-31")))
                        .code())
                .isEqualTo("O");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {
                "S, 0, null, cannot have the rate 0",
                "Z, 7, null, cannot have the rate 7",
                "AE, 0, null, needs an exemption reason",
                "S, 19, because, has no exemption reason",
                "X, 19, null, not one of EN 16931's",
                "S, 100.1, null, not between 0 and 100",
                "S, 19.12345, null, 4 decimals at most",
                "S, -1, null, not between 0 and 100",
            })
    void aRateThatCannotBeIsRefused(String code, BigDecimal rate, @Nullable String reason, String words) {
        assertThatThrownBy(() -> new NewTaxRate(
                        "STANDARD", "DE", null, code, rate, "VAT", reason, LocalDate.parse("2026-01-01"), null))
                .isInstanceOf(Refused.class)
                .hasMessageContaining(words);
    }

    private TaxRules service(String type, boolean overseas) {
        return new TaxRules(new TaxServiceView(UUID.randomUUID(), "EU", "Europe", type, overseas, 0), rates);
    }

    private static TaxedCustomer customer(String country, @Nullable String region, @Nullable String vatId) {
        return new TaxedCustomer("CUS-1", country, region, "12345", vatId);
    }

    private static TaxableLine line(String category, LocalDate day) {
        return new TaxableLine(category, true, day);
    }

    private static TaxRateView rate(
            String category,
            @Nullable String country,
            @Nullable String region,
            String code,
            String rate,
            @Nullable String reason,
            String valid) {
        var days = valid.split("\\.\\.");
        return new TaxRateView(
                UUID.randomUUID(),
                category,
                country,
                region,
                code,
                new BigDecimal(rate),
                "VAT",
                reason,
                Period.of(days[0], days[1]));
    }
}
