package io.tenantry.sandbox.accounting;

import java.util.regex.Pattern;

/**
 * The part of QuickBooks' query language that is played: {@code select * from Invoice where DocNumber = 'INV-1'
 * startposition 1 maxresults 10}.
 *
 * @param field empty for all records of the kind
 */
record Query(EntityKind kind, String field, String value, int start, int limit) {

    private static final Pattern STATEMENT = Pattern.compile(
            "select\\s+\\*\\s+from\\s+(\\w+)(?:\\s+where\\s+(\\w+)\\s*=\\s*'((?:[^'\\\\]|\\\\.|'')*)')?"
                    + "(?:\\s+startposition\\s+(\\d{1,9}))?(?:\\s+maxresults\\s+(\\d{1,4}))?\\s*;?\\s*",
            Pattern.CASE_INSENSITIVE);
    private static final int DEFAULT_LIMIT = 100;
    private static final int MOST = 1000;

    static Query parse(String statement) {
        var parsed = STATEMENT.matcher(statement.trim());
        if (!parsed.matches()) {
            throw AccountingFault.validation(
                    4000, "Error parsing query", "QueryParserError: the sandbox cannot read '" + statement + "'", "");
        }
        var kind = EntityKind.of(parsed.group(1))
                .orElseThrow(() -> AccountingFault.validation(
                        4001, "Invalid query", "QueryValidationError: no entity " + parsed.group(1), ""));
        var field = parsed.group(2) == null ? "" : parsed.group(2);
        var value = parsed.group(3) == null ? "" : unescaped(parsed.group(3));
        var start = parsed.group(4) == null ? 1 : Math.max(1, Integer.parseInt(parsed.group(4)));
        var limit = parsed.group(5) == null ? DEFAULT_LIMIT : Math.min(MOST, Integer.parseInt(parsed.group(5)));
        return new Query(kind, field, value, start, limit);
    }

    private static String unescaped(String text) {
        return text.replace("''", "'").replaceAll("\\\\(.)", "$1");
    }
}
