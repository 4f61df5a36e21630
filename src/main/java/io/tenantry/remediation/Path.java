package io.tenantry.remediation;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the table answered.
 *
 * @param words with placeholders such as {@code {parentNumber}}, filled from the evidence
 * @param fixes codes of {@link Fix}, separated by commas
 * @param tableVersion which version of the table was asked
 * @param tableRow id of the row that hit
 */
public record Path(
        String cause, String words, String fixes, String role, boolean automatic, int tableVersion, String tableRow) {

    private static final Set<String> ROLES = Set.of("operator", "billing-manager", "administrator");

    List<String> codes() {
        return Arrays.stream(fixes.split(","))
                .map(String::strip)
                .filter(code -> !code.isEmpty())
                .toList();
    }

    boolean hasKnownRole() {
        return ROLES.contains(role);
    }

    /** Why the row cannot be followed; null if it can. A table is edited by people. */
    @Nullable
    String objection() {
        if (!hasKnownRole()) {
            return "the role '" + role + "', which is none of " + ROLES;
        }
        var unknown = codes().stream().filter(code -> Fix.of(code).isEmpty()).toList();
        if (!unknown.isEmpty() || codes().isEmpty()) {
            return "the fix " + unknown + ", which does not exist";
        }
        var denied =
                codes().stream().filter(code -> !Fix.valueOf(code).isFor(role)).toList();
        return denied.isEmpty() ? null : "the fix " + denied + ", which the role '" + role + "' may not make";
    }
}
