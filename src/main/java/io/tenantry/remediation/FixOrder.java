package io.tenantry.remediation;

import io.tenantry.shared.Refused;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;

/**
 * A fix that is to be made now.
 *
 * @param inputs what a person added, by name
 * @param reason why, as the audit keeps it
 */
public record FixOrder(
        String caseNumber, String subject, Fix fix, EvidenceFacts facts, Map<String, String> inputs, String reason) {

    /** @throws Refused if the evidence does not know it */
    public String known(Fact fact) {
        var value = facts.text(fact);
        if (value == null) {
            throw new Refused(
                    "fact-unknown",
                    "'" + fix.title() + "' needs to know: " + fact.meaning() + ". Look at " + caseNumber
                            + " again; if it stays unknown, put it right at " + subject);
        }
        return value;
    }

    public Optional<String> given(String input) {
        return Optional.ofNullable(inputs.get(input)).map(String::strip).filter(value -> !value.isEmpty());
    }

    public String text(String input) {
        return given(input).orElseThrow(() -> missing(input));
    }

    public LocalDate date(String input) {
        try {
            return LocalDate.parse(text(input));
        } catch (DateTimeParseException notADay) {
            throw new Refused("invalid-input", "'" + text(input) + "' is no day; write " + input + " like 2026-01-31");
        }
    }

    public BigDecimal number(String input) {
        try {
            return new BigDecimal(text(input));
        } catch (NumberFormatException notANumber) {
            throw new Refused("invalid-input", "'" + text(input) + "' is no number; write " + input + " like 12.50");
        }
    }

    public int whole(String input) {
        try {
            return number(input).intValueExact();
        } catch (ArithmeticException notWhole) {
            throw new Refused("invalid-input", "'" + text(input) + "' is no whole number");
        }
    }

    private Refused missing(String input) {
        return new Refused("input-missing", "'" + fix.title() + "' needs " + input + "; fill it in");
    }
}
