package io.tenantry.postinvoice;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.shared.Money;
import java.math.BigDecimal;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LineMeasureTest {

    @Test
    void saysWholeMonthsAsSeatsAtThePriceOfAllMonths() {
        assertThat(measure(7, "8.50", "12", "714.00")).isEqualTo("7 x 102.00 / 1");
    }

    @Test
    void saysAPartOfTheMonthsAsTheAmountForAllSeats() {
        assertThat(measure(10, "12.00", "79/31", "305.81")).isEqualTo("10 x 305.81 / 10");
    }

    @Test
    void saysWhatIsTakenBackAsANegativeQuantity() {
        assertThat(measure(-3, "30.00", "17/31", "-49.35")).isEqualTo("-3 x 49.35 / 3");
        assertThat(measure(10, "-2.00", "1", "-20.00")).isEqualTo("-10 x 2.00 / 1");
        assertThat(measure(10, "-2.00", "17/31", "-10.97")).isEqualTo("-10 x 10.97 / 10");
    }

    @Test
    void saysTheAmountWhereThePriceHasTooFewDecimalsForTheQuantity() {
        assertThat(measure(7, "8.333333", "12", "700.00")).isEqualTo("7 x 99.999996 / 1");
        assertThat(measure(10_000_000, "8.333333", "12", "1000000000.00"))
                .isEqualTo("10000000 x 1000000000.00 / 10000000");
    }

    @Test
    void saysWhatCostsNothingAndWhatHasNoQuantity() {
        assertThat(measure(10, "0", "1", "0")).isEqualTo("10 x 0 / 1");
        assertThat(measure(0, "12.00", "1/2", "0.00")).isEqualTo("1 x 0.00 / 1");
    }

    /** BR-27, and the arithmetic that receivers check (PEPPOL-EN16931-R120). */
    @Test
    void makesTheAmountToTheCentWithAPriceThatIsNeverNegative() {
        var lines = Stream.of("en", "de")
                .flatMap(language -> Samples.all(language).values().stream())
                .flatMap(paper -> paper.view().lines().stream())
                .toList();

        assertThat(lines).hasSizeGreaterThan(100).allSatisfy(line -> {
            var measure = LineMeasure.of(line);
            var made = new Money(measure.price(), line.amount().currency())
                    .times(measure.quantity())
                    .dividedBy(measure.baseQuantity().longValueExact())
                    .rounded();
            assertThat(made).isEqualByComparingTo(line.amount());
            assertThat(measure.price()).isNotNegative();
            assertThat(measure.baseQuantity()).isPositive();
        });
    }

    private static String measure(int quantity, String price, String share, String amount) {
        var measure = LineMeasure.of(Papers.line(1, "Suite", quantity, price, share, amount));
        return plain(measure.quantity()) + " x " + plain(measure.price()) + " / " + plain(measure.baseQuantity());
    }

    private static String plain(BigDecimal number) {
        return number.toPlainString();
    }
}
