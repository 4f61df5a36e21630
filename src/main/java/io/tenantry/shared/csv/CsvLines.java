package io.tenantry.shared.csv;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** The records of a file, each with the line on which it starts; a quoted field may hold line breaks. */
final class CsvLines {

    private final StrictReader reader;
    private final CSVParser parser;
    private final Iterator<CSVRecord> records;
    private long line;

    CsvLines(StrictReader reader, CSVParser parser) {
        this.reader = reader;
        this.parser = parser;
        this.records = parser.iterator();
    }

    /** The next record that is not an empty line, or null at the end. */
    @Nullable
    CSVRecord next() throws IOException {
        while (hasNext()) {
            var values = records.next();
            reader.rowComplete();
            if (values.size() > 1 || !values.get(0).isBlank()) {
                return values;
            }
        }
        return null;
    }

    /** Where the record that {@link #next()} gave last starts. */
    long line() {
        return line;
    }

    private boolean hasNext() throws IOException {
        line = parser.getCurrentLineNumber() + 1;
        try {
            return records.hasNext();
        } catch (UncheckedIOException failed) {
            if (failed.getCause() instanceof CSVException malformed) {
                throw new UnreadableFile(
                        line,
                        "Line " + line + " is not CSV: " + malformed.getMessage()
                                + "; look for a quote that is not closed or not doubled");
            }
            throw failed.getCause();
        }
    }
}
