package io.tenantry.remediation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A case as it is stored. */
record CaseRow(
        UUID id,
        String number,
        Symptom symptom,
        String subject,
        String seen,
        @Nullable String cause,
        @Nullable String words,
        List<Fix> fixes,
        @Nullable String role,
        boolean automatic,
        @Nullable Integer tableVersion,
        @Nullable String tableRow,
        EvidenceFacts facts,
        @Nullable Instant evidenceAt,
        int tries,
        Instant openedAt,
        String openedBy,
        Instant dueAt,
        @Nullable Instant closedAt,
        @Nullable String closedBy,
        @Nullable String closedHow,
        @Nullable String closedReason,
        long version) {

    static final String SELECT =
            """
            select id, number, symptom, subject, seen, cause, words, fixes, role, automatic, table_version, table_row,
                   evidence, evidence_at, tries, opened_at, opened_by, due_at, closed_at, closed_by, closed_how,
                   closed_reason, version
            from remediation_case
            """;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, Object>> FACTS = new TypeReference<>() {};

    static CaseRow of(ResultSet row, int index) throws SQLException {
        return new CaseRow(
                row.getObject("id", UUID.class),
                row.getString("number"),
                Symptom.valueOf(row.getString("symptom")),
                row.getString("subject"),
                row.getString("seen"),
                row.getString("cause"),
                row.getString("words"),
                fixes(row),
                row.getString("role"),
                row.getBoolean("automatic"),
                row.getObject("table_version", Integer.class),
                row.getString("table_row"),
                facts(row.getString("evidence")),
                instant(row, "evidence_at"),
                row.getInt("tries"),
                row.getTimestamp("opened_at").toInstant(),
                row.getString("opened_by"),
                row.getTimestamp("due_at").toInstant(),
                instant(row, "closed_at"),
                row.getString("closed_by"),
                row.getString("closed_how"),
                row.getString("closed_reason"),
                row.getLong("version"));
    }

    boolean isOpen() {
        return closedAt == null;
    }

    CaseView view() {
        return new CaseView(
                number,
                symptom,
                symptom.title(),
                subject,
                seen,
                cause,
                words,
                fixes.stream().map(fix -> fix.view(facts)).toList(),
                role,
                automatic,
                tableVersion,
                tableRow,
                tries,
                openedAt,
                openedBy,
                dueAt,
                closedAt,
                closedBy,
                closedHow,
                closedReason,
                version);
    }

    List<CaseDetails.Known> known() {
        return facts.known().entrySet().stream()
                .map(entry -> new CaseDetails.Known(
                        entry.getKey().key(), entry.getKey().meaning(), entry.getValue()))
                .toList();
    }

    static String json(EvidenceFacts facts) {
        try {
            return JSON.writeValueAsString(facts.byKey());
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("Evidence " + facts + " cannot be written", broken);
        }
    }

    /** A fix that a newer release no longer knows is left out; the next look decides anew. */
    private static List<Fix> fixes(ResultSet row) throws SQLException {
        return List.of((String[]) row.getArray("fixes").getArray()).stream()
                .flatMap(code -> Fix.of(code).stream())
                .toList();
    }

    private static EvidenceFacts facts(String json) {
        try {
            return EvidenceFacts.stored(JSON.readValue(json, FACTS));
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("Evidence " + json + " cannot be read", broken);
        }
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp stamp = row.getTimestamp(column);
        return stamp == null ? null : stamp.toInstant();
    }
}
