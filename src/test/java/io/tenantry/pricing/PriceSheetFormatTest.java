package io.tenantry.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.shared.csv.RowError;
import io.tenantry.shared.csv.RowErrors;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceSheetFormatTest {

    private static final String START = "11/1/2025 12:00:00 AM";
    private static final String OPEN = "12/31/9999 11:59:59 PM";

    private final RowErrors errors = new RowErrors();

    @Test
    void readsARowOfTheProvider() {
        var rows = read(sheet().row("P3Y", "Triennial", "205.20", START, "2/28/2026 11:59:59 PM"));

        assertThat(rows).singleElement().satisfies(row -> {
            assertThat(row.line()).isEqualTo(2);
            assertThat(row.partNumber()).isEqualTo("CFQ7TTC0LFLX:0001");
            assertThat(row.unit()).isEqualTo("TRIENNIAL");
            assertThat(row.term()).isEqualTo("P3Y");
            assertThat(row.selling()).isEqualTo(new BigDecimal("205.20"));
            assertThat(row.cost()).isEqualTo(new BigDecimal("10.5"));
            assertThat(row.valid()).hasToString("[2025-11-01, 2026-03-01)");
        });
        assertThat(errors.any()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "12/31/9999 11:59:59 PM, '[2025-11-01, 9999-12-31)'",
        "11/1/2025 11:59:59 PM, '[2025-11-01, 2025-11-02)'",
        "2/29/2028 11:59:59 PM, '[2025-11-01, 2028-03-01)'",
    })
    void takesTheLastDayIn(String end, String period) {
        var rows = read(sheet().row("P1Y", "Annual", "72", START, end));

        assertThat(rows).extracting(row -> row.valid().toString()).containsExactly(period);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    P2Y | Annual | 72      | 11/1/2025 12:00:00 AM | 12/31/9999 11:59:59 PM | TermDuration       | Term 'P2Y' is not known; use one of [P1M, P1Y, P3Y]
                    P1Y | Weekly | 72      | 11/1/2025 12:00:00 AM | 12/31/9999 11:59:59 PM | BillingPlan        | Billing plan 'Weekly' is not known; use one of [Annual, Monthly, Triennial]
                    P1M | Annual | 72      | 11/1/2025 12:00:00 AM | 12/31/9999 11:59:59 PM | BillingPlan        | Billing plan Annual is longer than term P1M; correct one of them
                    P1Y | Annual | 7,2     | 11/1/2025 12:00:00 AM | 12/31/9999 11:59:59 PM | ERP Price          | '7,2' is no number; write it like 1234.56
                    P1Y | Annual | 1e9     | 11/1/2025 12:00:00 AM | 12/31/9999 11:59:59 PM | ERP Price          | '1e9' is no number; write it like 1234.56
                    P1Y | Annual | ''      | 11/1/2025 12:00:00 AM | 12/31/9999 11:59:59 PM | ERP Price          | 'ERP Price' is empty; fill it in
                    P1Y | Annual | -1      | 11/1/2025 12:00:00 AM | 12/31/9999 11:59:59 PM | ERP Price          | -1 is negative; a price is zero or more
                    P1Y | Annual | 1.2345678 | 11/1/2025 12:00:00 AM | 12/31/9999 11:59:59 PM | ERP Price        | 1.2345678 has more than 6 decimals; round it
                    P1Y | Annual | 10000000000000 | 11/1/2025 12:00:00 AM | 12/31/9999 11:59:59 PM | ERP Price   | 10000000000000 is too large for a price; give at most 13 digits before the decimal point
                    P1Y | Annual | 72      | 1.11.2025             | 12/31/9999 11:59:59 PM | EffectiveStartDate | '1.11.2025' is no date and time; write it like 11/1/2025 12:00:00 AM
                    P1Y | Annual | 72      | 2/30/2026 12:00:00 AM | 12/31/9999 11:59:59 PM | EffectiveStartDate | '2/30/2026 12:00:00 AM' is no date and time; write it like 11/1/2025 12:00:00 AM
                    P1Y | Annual | 72      | 11/1/2025 1:00:00 AM  | 12/31/9999 11:59:59 PM | EffectiveStartDate | '11/1/2025 1:00:00 AM' is not the start of a day; end it with 12:00:00 AM
                    P1Y | Annual | 72      | 11/1/2025 12:00:00 AM | 2/28/2026 12:00:00 AM  | EffectiveEndDate   | '2/28/2026 12:00:00 AM' is not the end of a day; end it with 11:59:59 PM
                    P1Y | Annual | 72      | 11/1/2025 12:00:00 AM | 10/31/2025 11:59:59 PM | EffectiveEndDate   | The price ends before it starts on 2025-11-01; correct one of the dates
                    """)
    void namesTheColumnAndTheFix(
            String term, String plan, String price, String start, String end, String column, String message) {
        var written = price.contains(",") ? "\"" + price + "\"" : price;

        var rows = read(sheet().row(term, plan, written, start, end));

        assertThat(rows).isEmpty();
        assertThat(errors.list()).containsExactly(new RowError(2, column, message));
    }

    @Test
    void acceptsMoreZerosThanSixDecimals() {
        assertThat(read(sheet().row("P1Y", "Annual", "1.500000000", START, OPEN)))
                .hasSize(1);
        assertThat(errors.any()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "XX, USD, Market, 'Country ''XX'' is not an ISO 3166 code; use two capitals such as DE'",
        "us, USD, Market, 'Country ''us'' is not an ISO 3166 code; use two capitals such as DE'",
        "US, EURO, Currency, 'Currency ''EURO'' is not an ISO 4217 code; use three capitals such as EUR'",
        "US, XXX, Currency, 'Currency ''XXX'' is not an ISO 4217 code; use three capitals such as EUR'",
    })
    void refusesAnUnknownMarketOrCurrency(String market, String currency, String column, String message) {
        read(SheetText.of("CFQ7TTC0LFLX", market, currency).row("P1Y", "Annual", "72", START, OPEN));

        assertThat(errors.list()).containsExactly(new RowError(2, column, message));
    }

    @Test
    void refusesASecondCurrencyInOneSheet() {
        var dollars = new String(sheet().row("P1Y", "Annual", "72", START, OPEN).bytes(), StandardCharsets.UTF_8);
        var mixed = dollars + dollars.lines().skip(1).findFirst().orElseThrow().replace("USD", "EUR") + "\n";

        readText(mixed);

        assertThat(errors.list())
                .containsExactly(
                        new RowError(
                                3,
                                "Currency",
                                "'EUR' differs from 'USD' of the rows above; load one price sheet for each market and currency"));
    }

    @Test
    void refusesTieredPrices() {
        var sheet = new String(sheet().row("P1Y", "Annual", "72", START, OPEN).bytes(), StandardCharsets.UTF_8);

        readText(sheet.replace("10.5,,,", "10.5,1,300,"));

        assertThat(errors.list())
                .extracting(RowError::column)
                .containsExactly("PricingTierRangeMin", "PricingTierRangeMax");
    }

    @Test
    void namesAMissingColumn() {
        var sheet = new String(sheet().row("P1Y", "Annual", "72", START, OPEN).bytes(), StandardCharsets.UTF_8);

        readText(sheet.replace("\"UnitPrice\"", "\"Price\""));

        assertThat(errors.list()).singleElement().satisfies(error -> {
            assertThat(error.line()).isEqualTo(1);
            assertThat(error.column()).isEqualTo("UnitPrice");
            assertThat(error.message()).startsWith("Column 'UnitPrice' is missing; a price sheet has the columns");
        });
    }

    private static SheetText sheet() {
        return SheetText.of("CFQ7TTC0LFLX", "US", "USD");
    }

    private List<PriceSheetRow> read(SheetText sheet) {
        return readText(new String(sheet.bytes(), StandardCharsets.UTF_8));
    }

    private List<PriceSheetRow> readText(String sheet) {
        var format = new PriceSheetFormat();
        var rows = new ArrayList<PriceSheetRow>();
        PriceSheetFormat.FILE.read(
                new ByteArrayInputStream(sheet.getBytes(StandardCharsets.UTF_8)), errors, row -> format.read(row)
                        .ifPresent(rows::add));
        return rows;
    }
}
