package io.tenantry.shared.csv;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;

/**
 * A CSV file with a header line, read row by row. All errors are collected, so that one upload shows them all; only
 * where the file itself cannot be read on does reading stop at once.
 *
 * @param kind what it is to a person, such as {@code price sheet}
 * @param columns those that must be there, in any order; more are ignored, because providers add columns over time
 */
public record CsvFile(String kind, List<String> columns) {

    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setIgnoreEmptyLines(false).get();

    /** Hands each row of full length to {@code rows}; errors, also the rows' own, are added to {@code errors}. */
    public void read(InputStream in, RowErrors errors, Consumer<CsvRow> rows) {
        try (var reader = new StrictReader(in);
                var parser =
                        CSVParser.builder().setReader(reader).setFormat(FORMAT).get()) {
            new CsvReading(this, new CsvLines(reader, parser), errors).run(rows);
        } catch (UnreadableFile unreadable) {
            errors.add(unreadable.line(), null, String.valueOf(unreadable.getMessage()));
        } catch (IOException broken) {
            throw new UncheckedIOException("The upload of the " + kind + " broke off; send it again", broken);
        }
    }
}
