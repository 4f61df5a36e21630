package io.tenantry.tax;

import io.tenantry.shared.Countries;
import io.tenantry.shared.FieldRefused;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A tax rate about to be entered; the words are {@link TaxRateView}'s.
 *
 * @param to the first day that it is not in force any more; null while that is open
 */
public record NewTaxRate(
        String productCategory,
        @Nullable String country,
        @Nullable String region,
        String code,
        BigDecimal rate,
        String name,
        @Nullable String exemptionReason,
        LocalDate from,
        @Nullable LocalDate to) {

    static final LocalDate OPEN_END = LocalDate.of(9999, 12, 31);

    private static final Pattern CATEGORY = Pattern.compile("[A-Z][A-Z0-9_]{0,39}");
    private static final List<String> CODES = List.of("S", "Z", "E", "AE", "K", "G", "O");
    private static final List<String> WITHOUT_REASON = List.of("S", "Z");
    private static final BigDecimal ALL = BigDecimal.valueOf(100);
    private static final int MOST_DECIMALS = 4;

    public NewTaxRate {
        if (!CATEGORY.matcher(productCategory).matches()) {
            throw invalid(
                    "productCategory",
                    "Tax category '" + productCategory + "' is not written like STANDARD or REDUCED");
        }
        if (country != null) {
            Countries.of(country);
        }
        if (region != null && country == null) {
            throw invalid("country", "Region " + region + " needs its country");
        }
        name = name.strip();
        if (name.isEmpty()) {
            throw invalid("name", "A tax rate needs a name that prints, such as VAT");
        }
        checkRate(code, rate);
        exemptionReason = reason(code, exemptionReason);
        if (to != null && !to.isAfter(from)) {
            throw invalid("to", "The end " + to + " is not after the start " + from);
        }
    }

    private static void checkRate(String code, BigDecimal rate) {
        if (!CODES.contains(code)) {
            throw invalid("code", "Code '" + code + "' is not one of EN 16931's " + CODES);
        }
        if (rate.signum() < 0
                || rate.compareTo(ALL) > 0
                || rate.stripTrailingZeros().scale() > MOST_DECIMALS) {
            throw invalid("rate", "Rate " + rate.toPlainString() + " is not between 0 and 100 with 4 decimals at most");
        }
        if (code.equals("S") == (rate.signum() == 0)) {
            throw invalid(
                    "rate",
                    "Code " + code + " cannot have the rate " + rate.toPlainString()
                            + "; S is above zero, a zero rate is Z, all others are 0");
        }
    }

    private static @Nullable String reason(String code, @Nullable String reason) {
        var given = reason == null || reason.isBlank() ? null : reason.strip();
        if (WITHOUT_REASON.contains(code) != (given == null)) {
            throw invalid(
                    "exemptionReason",
                    given == null
                            ? "Code " + code + " needs an exemption reason that prints, such as 'Reverse charge'"
                            : "Code " + code + " has no exemption reason; leave it out");
        }
        return given;
    }

    private static FieldRefused invalid(String field, String message) {
        return new FieldRefused("invalid-tax-rate", field, message);
    }
}
