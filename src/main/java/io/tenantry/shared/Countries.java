package io.tenantry.shared;

import java.util.Locale;
import java.util.Set;

/** ISO 3166 countries by their two letters. */
public final class Countries {

    private static final Set<String> CODES = Set.of(Locale.getISOCountries());

    private Countries() {}

    /**
     * @return the code itself, so that a checked code can be passed on
     * @throws Refused if ISO 3166 has no such code
     */
    public static String of(String code) {
        if (!CODES.contains(code)) {
            throw new Refused(
                    "unknown-country", "Country '" + code + "' is not an ISO 3166 code; use two capitals such as DE");
        }
        return code;
    }
}
