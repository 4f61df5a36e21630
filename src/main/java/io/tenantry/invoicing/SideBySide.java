package io.tenantry.invoicing;

import io.tenantry.shared.Period;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lays the lines of several invoices side by side, a row for each subscription. */
final class SideBySide {

    /** Lines that charge for a subscription as a whole; a change within a cycle comes on top of one. */
    private static final Set<String> WHOLE = Set.of("FULL_CYCLE", "WRITE_IN", "USAGE");

    private record Key(@Nullable String subscription, String description) {}

    private SideBySide() {}

    static List<DraftReviewView.Row> rows(List<InvoiceView> columns) {
        var byKey = new LinkedHashMap<Key, Map<Integer, List<InvoiceView.Line>>>();
        for (var column = 0; column < columns.size(); column++) {
            for (var line : columns.get(column).lines()) {
                byKey.computeIfAbsent(key(line), key -> new LinkedHashMap<>())
                        .computeIfAbsent(column, index -> new ArrayList<>())
                        .add(line);
            }
        }
        return byKey.entrySet().stream()
                .map(entry -> row(entry.getKey(), entry.getValue(), columns.size()))
                .toList();
    }

    /** Lines without a subscription belong together by what they say. */
    private static Key key(InvoiceView.Line line) {
        return new Key(line.subscriptionNumber(), line.subscriptionNumber() == null ? line.description() : "");
    }

    private static DraftReviewView.Row row(Key key, Map<Integer, List<InvoiceView.Line>> byColumn, int columns) {
        var cells = new ArrayList<DraftReviewView.@Nullable Cell>();
        for (var column = 0; column < columns; column++) {
            var lines = byColumn.get(column);
            cells.add(lines == null ? null : cell(lines));
        }
        var any = byColumn.values().iterator().next().get(0);
        return new DraftReviewView.Row(
                key.subscription(),
                any.description(),
                Collections.unmodifiableList(cells),
                overlaps(byColumn.values().stream()
                        .flatMap(List::stream)
                        .filter(line -> WHOLE.contains(line.kind()))
                        .map(InvoiceView.Line::servicePeriod)
                        .toList()));
    }

    private static DraftReviewView.Cell cell(List<InvoiceView.Line> lines) {
        var amount = lines.stream()
                .map(InvoiceView.Line::amount)
                .reduce((one, other) -> one.plus(other))
                .orElseThrow();
        var whole = lines.stream()
                .filter(line -> WHOLE.contains(line.kind()))
                .map(InvoiceView.Line::servicePeriod)
                .findFirst()
                .orElseGet(() -> lines.get(0).servicePeriod());
        var changes = (int)
                lines.stream().filter(line -> line.kind().equals("MID_CYCLE")).count();
        return new DraftReviewView.Cell(amount, whole, changes);
    }

    private static boolean overlaps(List<Period> periods) {
        for (var one = 0; one < periods.size(); one++) {
            for (var other = one + 1; other < periods.size(); other++) {
                if (periods.get(one).overlaps(periods.get(other))) {
                    return true;
                }
            }
        }
        return false;
    }
}
