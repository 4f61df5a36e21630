package io.tenantry.shared;

import java.util.Locale;

/** What people type into a search box, as a pattern for SQL's {@code like} on text in lower case. */
public final class SearchPattern {

    private SearchPattern() {}

    /** {@code 10%_off} searches for just that, not for anything that starts with 10. */
    public static String holding(String words) {
        var literally = words.strip()
                .toLowerCase(Locale.ROOT)
                .replace("\\", "\\\\")
                .replace("%", "\\%")
                .replace("_", "\\_");
        return "%" + literally + "%";
    }
}
