package io.tenantry.shared.web;

import io.tenantry.shared.Conflict;
import io.tenantry.shared.Refused;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessException;

/** What the database refuses because of what was sent, or because somebody else was faster, in words for who sent it. */
public final class DatabaseRefusals {

    /** Unique and exclusion constraints: another transaction was faster. Any other violation is an error of ours. */
    private static final Set<String> TAKEN = Set.of("23505", "23P01");

    /** SQL's class of what no column can hold: text with a NUL, a year that no calendar has. */
    private static final String NO_SUCH_VALUE = "22";

    private DatabaseRefusals() {}

    /** Empty if it is an error of ours. */
    public static Optional<Refused> of(DataAccessException failed) {
        if (failed instanceof ConcurrencyFailureException) {
            // An older version, or two who wait for each other's locks: one was given up, and it wrote nothing.
            return Optional.of(new Conflict(
                    "changed-meanwhile", "Somebody changed this at the same time; read it again and retry"));
        }
        var state = state(failed);
        if (TAKEN.contains(state)) {
            return Optional.of(
                    new Conflict("taken-meanwhile", "Somebody saved the same at the same time; look at it and retry"));
        }
        return state.startsWith(NO_SUCH_VALUE)
                ? Optional.of(
                        new InvalidRequest("A value cannot be kept, such as a year after 294276 or text with a NUL"
                                + " character; correct it"))
                : Optional.empty();
    }

    private static String state(DataAccessException failed) {
        return NestedExceptionUtils.getMostSpecificCause(failed) instanceof SQLException database
                ? String.valueOf(database.getSQLState())
                : "";
    }
}
