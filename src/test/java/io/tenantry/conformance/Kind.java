package io.tenantry.conformance;

import io.tenantry.conformance.ConformanceCase.Unusable;
import io.tenantry.invoicing.proration.CyclesOwed;
import io.tenantry.invoicing.proration.Portion;
import io.tenantry.invoicing.proration.ProrationRule;
import io.tenantry.invoicing.schedule.AlignedCycles;
import io.tenantry.pricing.Markup;
import io.tenantry.shared.Fraction;
import io.tenantry.shared.Money;
import io.tenantry.shared.Percent;
import io.tenantry.shared.Period;
import io.tenantry.tax.TaxTreatment;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

/** What a case asks for. Each is answered by the cycles, shares and tax groups that invoices are made of. */
enum Kind {
    /** The charge for a stretch of a period. */
    LINE {
        @Override
        Answer answer(ConformanceCase row) {
            return charge(row, 1);
        }
    },
    /** Its refund. */
    CREDIT {
        @Override
        Answer answer(ConformanceCase row) {
            return charge(row, -1);
        }
    },
    /**
     * How many cycles are owed in advance. The last place may be off by one: published counts add up parts that were
     * rounded before.
     */
    CYCLES {
        @Override
        Answer answer(ConformanceCase row) {
            var rule = rule(row, ProrationRule.ACTUAL_PERIOD);
            var from = row.requiredDate("billed_from");
            var parts = CyclesOwed.inAdvance(
                    rule,
                    new AlignedCycles(
                            interval(row), row.text("bcd").map(Kind::day).orElse(from.getDayOfMonth())),
                    new CyclesOwed.Subscribed(from, row.date("billed_to").orElse(null)),
                    row.requiredDate("target_date"));
            var exact = parts.stream().reduce(Fraction.ZERO, Fraction::plus);
            var workings = parts + " by " + rule;
            return new Answer(rounded(exact, PLACES), ONE_IN_THE_LAST_PLACE, workings);
        }
    },
    /** The tax of the lines of one rate, of their sum and rounded once. */
    TAX {
        @Override
        Answer answer(ConformanceCase row) {
            var net = Arrays.stream(PLUS.split(row.required("price")))
                    .map(line -> ConformanceCase.number("price", line))
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            var rate = TaxTreatment.direct(row.requiredNumber("quantity"), "tax");
            var tax = rate.taxOf(Money.of(net, currency(row)));
            return Answer.exactly(tax.amount(), new Percent(rate.rate()) + " of " + net.toPlainString());
        }
    },
    /** The markup in percent that leaves a margin. */
    MARKUP {
        @Override
        Answer answer(ConformanceCase row) {
            var markup = Markup.ofMargin(row.requiredNumber("price")).percent();
            var places = Math.max(2, row.requiredNumber("expected_amount").scale());
            return Answer.exactly(markup.value().setScale(places, RoundingMode.HALF_UP), markup.toString());
        }
    };

    private static final int PLACES = 9;
    private static final BigDecimal ONE_IN_THE_LAST_PLACE = BigDecimal.ONE.movePointLeft(PLACES);
    private static final Pattern PLUS = Pattern.compile("\\+");

    abstract Answer answer(ConformanceCase row);

    static Kind of(ConformanceCase row) {
        return named(Kind.class, "kind", row.required("kind"));
    }

    private static Answer charge(ConformanceCase row, int sign) {
        var rule = rule(row, ProrationRule.ACTUAL_MONTH);
        var period = period(row);
        var from = later(row.date("billed_from").orElse(period.from()), period.from());
        var to = earlier(row.date("billed_to").orElse(period.to()), period.to());
        var portion = from.isBefore(to) ? Portion.of(rule, period, Period.of(from, to)) : Fraction.ZERO;
        var amount = Money.of(row.requiredNumber("price"), currency(row))
                .times(row.number("quantity").orElse(BigDecimal.ONE))
                .times(portion)
                .rounded();
        var workings = portion + " of " + period + " by " + rule;
        return Answer.exactly(amount.amount().multiply(BigDecimal.valueOf(sign)), workings);
    }

    /** Of a period without an end, the interval says how long it is. */
    private static Period period(ConformanceCase row) {
        var from = row.requiredDate("period_start");
        var to = row.date("period_end").orElseGet(() -> from.plusMonths(interval(row)));
        if (!from.isBefore(to)) {
            throw new Unusable("the period ends on " + to + ", not after it starts on " + from);
        }
        var billedTo = row.date("billed_to").orElse(to);
        if (billedTo.isBefore(row.date("billed_from").orElse(from))) {
            throw new Unusable("billed_to " + billedTo + " is before billed_from");
        }
        return Period.of(from, to);
    }

    private static ProrationRule rule(ConformanceCase row, ProrationRule otherwise) {
        return row.text("rule")
                .map(name -> named(ProrationRule.class, "rule", name))
                .orElse(otherwise);
    }

    private static int interval(ConformanceCase row) {
        return Interval.months(row.required("interval"));
    }

    private static int day(String bcd) {
        return ConformanceCase.number("bcd", bcd).intValueExact();
    }

    private static String currency(ConformanceCase row) {
        return row.text("currency").orElse("EUR").toUpperCase(Locale.ROOT);
    }

    private static BigDecimal rounded(Fraction exact, int places) {
        return new BigDecimal(exact.numerator())
                .divide(new BigDecimal(exact.denominator()), MathContext.DECIMAL128)
                .setScale(places, RoundingMode.HALF_UP);
    }

    private static <E extends Enum<E>> E named(Class<E> type, String column, String name) {
        var wanted = name.toUpperCase(Locale.ROOT).replace('-', '_').replace(' ', '_');
        return Arrays.stream(type.getEnumConstants())
                .filter(one -> one.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new Unusable(
                        column + " '" + name + "' is not one of " + Arrays.toString(type.getEnumConstants())));
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    private static LocalDate earlier(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? one : other;
    }
}
