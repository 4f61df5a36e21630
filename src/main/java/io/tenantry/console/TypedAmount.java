package io.tenantry.console;

import io.tenantry.shared.Refused;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/** An amount as somebody typed it: 1250.00 is one; 1.250,00 could be read in two ways and is refused. */
final class TypedAmount {

    private static final Pattern PLAIN = Pattern.compile("\\d{1,12}(\\.\\d{1,4})?");

    private TypedAmount() {}

    static BigDecimal of(String typed) {
        var amount = typed.strip();
        if (!PLAIN.matcher(amount).matches()) {
            throw new Refused(
                    "invalid-amount", "'" + amount + "' is no amount; write digits and a point, such as 1250.00");
        }
        return new BigDecimal(amount);
    }
}
