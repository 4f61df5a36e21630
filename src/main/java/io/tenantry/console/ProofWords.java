package io.tenantry.console;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenantry.shared.Fraction;
import io.tenantry.shared.Money;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a proof says, for people. */
record ProofWords(JsonNode proof, Currency currency) {

    private static final MathContext ENOUGH = new MathContext(12);

    /** Days that a change is billed for, as the proof counted them. */
    record CountedDays(
            String change,
            LocalDate from,
            LocalDate lastDay,
            int days,
            String workings,
            String months,
            String monthly) {}

    /** First and last day of the contract's cycle. */
    @Nullable
    String cycle() {
        if (!proof.hasNonNull("cycle")) {
            return null;
        }
        return proof.at("/cycle/from").asText() + " to " + lastDay(proof.at("/cycle/to"));
    }

    /** {@code 10 units at 12.00 EUR a month}. */
    @Nullable
    String inForce() {
        if (!proof.hasNonNull("price")) {
            return null;
        }
        var months = proof.at("/price/unitMonths").asInt();
        var price = new Money(new BigDecimal(proof.at("/price/unitPrice").asText()), currency).plain();
        return proof.at("/price/quantity").asText() + " units at " + price
                + (months == 1 ? " a month" : " for " + months + " months");
    }

    /** {@code 9480/31 = 305.806451613 EUR}. */
    @Nullable
    String exact() {
        if (!proof.hasNonNull("exact")) {
            return null;
        }
        var text = proof.path("exact").asText();
        return text.contains("/") ? text + " = " + money(text) : money(text);
    }

    List<CountedDays> days() {
        var days = new ArrayList<CountedDays>();
        for (var change : proof.path("changes")) {
            for (var part : change.path("parts")) {
                days.add(new CountedDays(
                        change.path("number").asText(),
                        LocalDate.parse(part.path("from").asText()),
                        lastDay(part.path("to")),
                        part.path("days").asInt(),
                        part.path("workings").asText(),
                        part.path("months").asText(),
                        money(part.path("monthly").asText())));
            }
        }
        return days;
    }

    /** The verdict on the price, the tables in the versions that decided, the version of the list price, the rates. */
    Map<String, String> decisions() {
        var facts = new LinkedHashMap<String, String>();
        if (proof.hasNonNull("verdict")) {
            facts.put("Verdict on the price", proof.path("verdict").asText().toLowerCase(Locale.ROOT));
        }
        for (var table : proof.path("decisions").asText().split(", ", -1)) {
            var version = table.split(":", 2);
            if (version.length == 2) {
                facts.put("Decision table " + version[0], "version " + version[1]);
            }
        }
        if (proof.at("/price/priceFrom").isTextual()) {
            facts.put("List price in force since", proof.at("/price/priceFrom").asText());
        }
        for (var rate : proof.path("exchangeRates")) {
            facts.put(
                    "Exchange rate " + rate.path("from").asText() + " to "
                            + rate.path("to").asText(),
                    rate.path("rate").asText() + " of " + rate.path("validFrom").asText());
        }
        return facts;
    }

    private String money(String fraction) {
        var parts = fraction.split("/", 2);
        var exact =
                new Fraction(new BigInteger(parts[0]), parts.length == 1 ? BigInteger.ONE : new BigInteger(parts[1]));
        var amount = new Money(BigDecimal.ONE, currency).times(exact).amount().round(ENOUGH);
        return new Money(amount, currency).plain().toString();
    }

    private static LocalDate lastDay(JsonNode to) {
        return LocalDate.parse(to.asText()).minusDays(1);
    }
}
