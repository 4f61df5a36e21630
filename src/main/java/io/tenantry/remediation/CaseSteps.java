package io.tenantry.remediation;

import io.tenantry.remediation.CaseBook.Happening;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What the process {@code remediation} does with a case, step by step. Each is safe to repeat. */
@Service
@Transactional
public class CaseSteps {

    private final CaseBook book;
    private final FactReader reader;
    private final Fixes fixes;
    private final RemediationProperties settings;
    private final Clock clock;

    CaseSteps(CaseBook book, FactReader reader, Fixes fixes, RemediationProperties settings, Clock clock) {
        this.book = book;
        this.reader = reader;
        this.fixes = fixes;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * What is known about a case.
     *
     * @param over whether the symptom is gone, or a person closed the case
     */
    public record Look(boolean over, EvidenceFacts facts, Instant dueAt) {}

    /** @param byItself whether the system makes the fix; else somebody of {@code role} does */
    public record Turn(boolean byItself, String role) {}

    /** Looks everything up and keeps it. */
    public Look gather(String number) {
        var row = book.locked(number);
        if (!row.isOpen() || book.isGone(row)) {
            return new Look(true, EvidenceFacts.none(), row.dueAt());
        }
        var facts = reader.of(row);
        book.keepEvidence(row, facts);
        return new Look(false, facts, row.dueAt());
    }

    /** Keeps what the table answered. The same answer as before is not told again. */
    public Turn decided(String number, Path answer) {
        var row = book.locked(number);
        var path = understood(row, answer);
        var wanted = fixes(path);
        if (!isAsBefore(row, path, wanted)) {
            book.decided(row, path, wanted);
            row = book.get(number);
        }
        var waits = wanted.get(0) == Fix.WAIT;
        return new Turn(path.automatic() && (waits || row.tries() < settings.tries()), path.role());
    }

    /**
     * Makes the first fix of a case in the system's name, in a transaction of its own: if it is refused, nothing of it is
     * left, and the process goes on.
     */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void fixByItself(String number) {
        var row = book.locked(number);
        if (!row.isOpen() || row.fixes().isEmpty() || row.fixes().get(0) == Fix.WAIT) {
            return;
        }
        var reason = number + ": " + row.words();
        var fix = row.fixes().get(0);
        fixes.make(new FixOrder(number, row.subject(), fix, row.facts(), java.util.Map.of(), reason));
        book.tried(row);
        book.happened(row, new Happening("ACTED", fix, reason));
    }

    /** When a fix that was made should have had its effect; what only waits is looked at less often. */
    public Instant lookAgainAt(String number) {
        var fixes = book.get(number).fixes();
        var waits = fixes.isEmpty() || fixes.get(0) == Fix.WAIT;
        return clock.instant().plus(waits ? settings.lookAgain() : settings.effect());
    }

    /** A fix that the system made by itself was refused, so that a person has to look. */
    public Turn refused(String number, String words) {
        var row = book.locked(number);
        book.happened(
                row,
                new Happening(
                        "REFUSED", row.fixes().isEmpty() ? null : row.fixes().get(0), words));
        return new Turn(false, Objects.requireNonNullElse(row.role(), "operator"));
    }

    /** The symptom is gone. A case that a person closed stays as it is. */
    public void close(String number) {
        var row = book.locked(number);
        if (row.isOpen()) {
            book.closed(row, "SYMPTOM_GONE", "The symptom is gone");
        }
    }

    /** Nobody came in time. */
    public CaseView escalate(String number) {
        var row = book.locked(number);
        book.happened(row, new Happening("ESCALATED", null, "Nobody came by " + row.dueAt()));
        return row.view();
    }

    private static boolean isAsBefore(CaseRow row, Path path, List<Fix> wanted) {
        return path.cause().equals(row.cause())
                && path.words().equals(row.words())
                && wanted.equals(row.fixes())
                && path.role().equals(row.role())
                && path.automatic() == row.automatic()
                && Objects.equals(path.tableVersion(), row.tableVersion());
    }

    /** A table is edited by people: a row that cannot be followed becomes a case to look into, with the reason. */
    private static Path understood(CaseRow row, Path path) {
        var words = row.facts().fill(path.words());
        var objection = path.objection();
        var followed = objection == null;
        return new Path(
                path.cause(),
                followed
                        ? words
                        : words + " (Row '" + path.tableRow() + "' of the table names " + objection
                                + "; correct the table.)",
                followed ? path.fixes() : Fix.LOOK_INTO_IT.name(),
                path.hasKnownRole() ? path.role() : "operator",
                followed && path.automatic(),
                path.tableVersion(),
                path.tableRow());
    }

    private static List<Fix> fixes(Path path) {
        return path.codes().stream().flatMap(code -> Fix.of(code).stream()).toList();
    }
}
