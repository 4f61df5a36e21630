package io.tenantry.remediation;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A case as a list shows it.
 *
 * @param subject business number of the thing that is not as it should be
 * @param seen what was seen
 * @param cause code of the table; null until it was asked
 * @param words what it is in this case, and what to do
 * @param fixes what a person can have done here; the first one is what the table recommends
 * @param role who may do it
 * @param automatic whether the system does the first fix by itself
 * @param tableRow the row of the table that decided, of {@code tableVersion}
 * @param tries how often a fix was made for the present cause
 */
public record CaseView(
        String number,
        Symptom symptom,
        String title,
        String subject,
        String seen,
        @Nullable String cause,
        @Nullable String words,
        List<FixView> fixes,
        @Nullable String role,
        boolean automatic,
        @Nullable Integer tableVersion,
        @Nullable String tableRow,
        int tries,
        Instant openedAt,
        String openedBy,
        Instant dueAt,
        @Nullable Instant closedAt,
        @Nullable String closedBy,
        @Nullable String closedHow,
        @Nullable String closedReason,
        long version) {

    public boolean isOpen() {
        return closedAt == null;
    }
}
