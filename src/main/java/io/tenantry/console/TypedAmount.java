package io.tenantry.console;

import io.tenantry.shared.Refused;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * An amount as somebody typed it: 1250.00 is one. With a comma it is refused, for 1.250 and 1,250 are read in two ways; of
 * 12,50 the words say how it is written, which is 12.50.
 */
final class TypedAmount {

    private static final Pattern PLAIN = Pattern.compile("\\d{1,12}(\\.\\d{1,6})?");
    private static final Pattern WITH_A_COMMA = Pattern.compile("\\d{1,12},\\d{1,2}");

    private TypedAmount() {}

    static BigDecimal of(String typed) {
        var amount = typed.strip();
        if (!PLAIN.matcher(amount).matches()) {
            throw new Refused(
                    "invalid-amount",
                    "'" + amount + "' is no amount; write digits and a point, such as " + example(amount));
        }
        return new BigDecimal(amount);
    }

    private static String example(String amount) {
        return WITH_A_COMMA.matcher(amount).matches() ? amount.replace(',', '.') : "1250.00";
    }
}
