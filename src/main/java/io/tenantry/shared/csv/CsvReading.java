package io.tenantry.shared.csv;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVRecord;

/** One pass over a file: its header, then its rows. */
final class CsvReading {

    private final CsvFile file;
    private final CsvLines lines;
    private final RowErrors errors;

    CsvReading(CsvFile file, CsvLines lines, RowErrors errors) {
        this.file = file;
        this.lines = lines;
        this.errors = errors;
    }

    void run(Consumer<CsvRow> rows) throws IOException {
        var header = lines.next();
        if (header == null) {
            errors.add(1, null, "The file is empty; the first line of a " + file.kind() + " names its columns");
            return;
        }
        var columns = columns(header);
        if (errors.any()) {
            return;
        }
        var any = false;
        for (var values = lines.next(); values != null; values = lines.next()) {
            any = true;
            row(header, values, columns, rows);
        }
        if (!any) {
            errors.add(lines.line(), null, "The file has no rows after its header; a " + file.kind() + " needs one");
        }
    }

    private Map<String, Integer> columns(CSVRecord header) {
        var columns = new HashMap<String, Integer>();
        for (int i = 0; i < header.size(); i++) {
            var name = header.get(i).strip();
            if (columns.putIfAbsent(name, i) != null && file.columns().contains(name)) {
                errors.add(lines.line(), name, "Column '" + name + "' is there twice; remove one");
            }
        }
        for (var name : file.columns()) {
            if (!columns.containsKey(name)) {
                errors.add(
                        lines.line(),
                        name,
                        "Column '" + name + "' is missing; a " + file.kind() + " has the columns "
                                + String.join(", ", file.columns()));
            }
        }
        return columns;
    }

    private void row(CSVRecord header, CSVRecord values, Map<String, Integer> columns, Consumer<CsvRow> rows) {
        if (values.size() != header.size()) {
            errors.add(
                    lines.line(),
                    null,
                    "The row has " + values.size() + " fields and the header " + header.size()
                            + "; look for a missing comma or quote");
            return;
        }
        rows.accept(new CsvRow(values, columns, lines.line(), errors));
    }
}
