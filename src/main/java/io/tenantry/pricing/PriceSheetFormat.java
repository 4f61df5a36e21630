package io.tenantry.pricing;

import io.tenantry.shared.Countries;
import io.tenantry.shared.Currencies;
import io.tenantry.shared.Period;
import io.tenantry.shared.Refused;
import io.tenantry.shared.csv.CsvFile;
import io.tenantry.shared.csv.CsvRow;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Partner Center's price sheet for licences. A row's price is for one {@code BillingPlan}: a year for Annual, also on a
 * three-year term. Its last day is inclusive: {@code 2/28/2026 11:59:59 PM} ends the half-open period on 2026-03-01.
 *
 * <p>One sheet is one market and one currency; the first row says which.
 */
final class PriceSheetFormat {

    static final CsvFile FILE = new CsvFile(
            "price sheet",
            List.of(
                    "ProductTitle",
                    "ProductId",
                    "SkuId",
                    "SkuTitle",
                    "Publisher",
                    "TermDuration",
                    "BillingPlan",
                    "Market",
                    "Currency",
                    "UnitPrice",
                    "PricingTierRangeMin",
                    "PricingTierRangeMax",
                    "EffectiveStartDate",
                    "EffectiveEndDate",
                    "ERP Price"));

    private static final LocalDate OPEN_END = LocalDate.of(9999, 12, 31);
    private static final LocalTime LAST_SECOND = LocalTime.of(23, 59, 59);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("M/d/uuuu h:mm:ss a", Locale.US).withResolverStyle(ResolverStyle.STRICT);
    private static final Map<String, Integer> TERM_MONTHS = Map.of("P1M", 1, "P1Y", 12, "P3Y", 36);
    private static final Map<String, Integer> PLAN_MONTHS = Map.of("Monthly", 1, "Annual", 12, "Triennial", 36);

    private @Nullable String market;
    private @Nullable String currency;

    /** The row, or empty where it has errors, which are noted on it. */
    Optional<PriceSheetRow> read(CsvRow row) {
        market = sameAsBefore(row, "Market", row.value("Market", Countries::of), market);
        currency = sameAsBefore(row, "Currency", row.value("Currency", PriceSheetFormat::currency), currency);
        var term = row.value("TermDuration", PriceSheetFormat::term);
        var plan = row.value("BillingPlan", PriceSheetFormat::plan);
        var cost = row.value("UnitPrice", Price::parse);
        var selling = row.value("ERP Price", Price::parse);
        var valid = valid(row);
        var partNumber = row.required("ProductId") + ":" + row.required("SkuId");
        refuseTiers(row);
        refusePlanBeyondTerm(row, term, plan);
        if (row.faulty() || term == null || plan == null || cost == null || selling == null || valid == null) {
            return Optional.empty();
        }
        return Optional.of(new PriceSheetRow(
                row.line(),
                partNumber,
                row.required("ProductTitle"),
                row.required("SkuTitle"),
                row.text("Publisher"),
                plan.toUpperCase(Locale.ROOT),
                term,
                selling,
                cost,
                valid));
    }

    /** The sheet's market; known once a row was read without error. */
    String market() {
        return known(market);
    }

    /** The sheet's currency; known once a row was read without error. */
    String currency() {
        return known(currency);
    }

    private static String known(@Nullable String value) {
        if (value == null) {
            throw new IllegalStateException("No row of the price sheet was read yet");
        }
        return value;
    }

    private static @Nullable String sameAsBefore(
            CsvRow row, String column, @Nullable String value, @Nullable String before) {
        if (value != null && before != null && !value.equals(before)) {
            row.refuse(
                    column,
                    "'" + value + "' differs from '" + before + "' of the rows above; load one price sheet for "
                            + "each market and currency");
        }
        return before == null ? value : before;
    }

    private static String currency(String code) {
        return Currencies.of(code).getCurrencyCode();
    }

    private static String term(String text) {
        return oneOf(TERM_MONTHS, "Term", text);
    }

    private static String plan(String text) {
        return oneOf(PLAN_MONTHS, "Billing plan", text);
    }

    private static String oneOf(Map<String, Integer> known, String what, String text) {
        if (!known.containsKey(text)) {
            throw new Refused(
                    "unknown-value",
                    what + " '" + text + "' is not known; use one of "
                            + known.keySet().stream().sorted().toList());
        }
        return text;
    }

    private static void refusePlanBeyondTerm(CsvRow row, @Nullable String term, @Nullable String plan) {
        if (term != null && plan != null && months(PLAN_MONTHS, plan) > months(TERM_MONTHS, term)) {
            row.refuse(
                    "BillingPlan", "Billing plan " + plan + " is longer than term " + term + "; correct one of them");
        }
    }

    private static int months(Map<String, Integer> months, String key) {
        return months.getOrDefault(key, 0);
    }

    private static void refuseTiers(CsvRow row) {
        for (var column : List.of("PricingTierRangeMin", "PricingTierRangeMax")) {
            if (!row.text(column).isEmpty()) {
                row.refuse(column, "Tiered prices are not supported; leave the tier's range empty");
            }
        }
    }

    private static @Nullable Period valid(CsvRow row) {
        var from = row.value("EffectiveStartDate", PriceSheetFormat::firstDay);
        var to = row.value("EffectiveEndDate", PriceSheetFormat::dayAfterLast);
        if (from == null || to == null) {
            return null;
        }
        if (!from.isBefore(to)) {
            row.refuse("EffectiveEndDate", "The price ends before it starts on " + from + "; correct one of the dates");
            return null;
        }
        return Period.of(from, to);
    }

    private static LocalDate firstDay(String text) {
        var time = time(text);
        if (!time.toLocalTime().equals(LocalTime.MIDNIGHT)) {
            throw new Refused("invalid-date", "'" + text + "' is not the start of a day; end it with 12:00:00 AM");
        }
        return time.toLocalDate();
    }

    private static LocalDate dayAfterLast(String text) {
        var time = time(text);
        if (!time.toLocalTime().equals(LAST_SECOND)) {
            throw new Refused("invalid-date", "'" + text + "' is not the end of a day; end it with 11:59:59 PM");
        }
        return time.getYear() == OPEN_END.getYear()
                ? OPEN_END
                : time.toLocalDate().plusDays(1);
    }

    private static LocalDateTime time(String text) {
        try {
            return LocalDateTime.parse(text, TIME);
        } catch (DateTimeParseException unreadable) {
            throw new Refused(
                    "invalid-date", "'" + text + "' is no date and time; write it like 11/1/2025 12:00:00 AM");
        }
    }
}
