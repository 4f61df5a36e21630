package io.tenantry.conformance;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/** Cases as a CSV file with a header: any order of columns, unknown ones ignored, empty fields not given. */
final class ConformanceFile {

    private static final CSVFormat FORMAT = CSVFormat.DEFAULT
            .builder()
            .setIgnoreSurroundingSpaces(true)
            .setLenientEof(true)
            .setTrailingData(true)
            .get();
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private ConformanceFile() {}

    static List<ConformanceCase> read(Path file) {
        try {
            var text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            return read(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("Conformance file " + file + " cannot be read", unreadable);
        }
    }

    static List<ConformanceCase> read(String text) throws IOException {
        try (var parser = FORMAT.parse(new StringReader(text))) {
            var records = parser.iterator();
            var header = records.hasNext() ? columns(records.next()) : List.<String>of();
            var cases = new ArrayList<ConformanceCase>();
            while (records.hasNext()) {
                cases.add(row(header, records.next()));
            }
            cases.removeIf(row -> row.values().isEmpty());
            return cases;
        }
    }

    private static List<String> columns(CSVRecord header) {
        return header.stream()
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .toList();
    }

    private static ConformanceCase row(List<String> columns, CSVRecord record) {
        var values = new HashMap<String, String>();
        for (var index = 0; index < Math.min(columns.size(), record.size()); index++) {
            var value = record.get(index).strip();
            if (!value.isEmpty()) {
                values.put(columns.get(index), value);
            }
        }
        return new ConformanceCase(record.getRecordNumber() - 1, values);
    }
}
