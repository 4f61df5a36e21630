package io.tenantry.shared.csv;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.shared.Refused;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class CsvFileTest {

    private static final CsvFile PEOPLE = new CsvFile("people file", List.of("name", "city"));

    private final RowErrors errors = new RowErrors();
    private final List<String> rows = new ArrayList<>();

    @Test
    void readsRowsWhateverTheOrderOfColumns() {
        read("city,age,name\nKöln,33,Ada\nParis,,\"Bo \"\"B\"\", Jr\"\n");

        assertThat(rows).containsExactly("2 Ada Köln", "3 Bo \"B\", Jr Paris");
        assertThat(errors.any()).isFalse();
    }

    @Test
    void acceptsAByteOrderMarkWindowsLineEndsAndEmptyLines() {
        read("\uFEFFname,city\r\n\r\nAda,Köln\r\n\r\n");

        assertThat(rows).containsExactly("3 Ada Köln");
        assertThat(errors.any()).isFalse();
    }

    @Test
    void countsTheLinesInsideAQuotedField() {
        read("name,city\n\"Ada\nLovelace\",London\nBo,Paris\n");

        assertThat(rows).containsExactly("2 Ada\nLovelace London", "4 Bo Paris");
    }

    @Test
    void readsALastRowWithoutALineEnd() {
        read("name,city\nAda,London");

        assertThat(rows).containsExactly("2 Ada London");
    }

    @Test
    void namesEachMissingColumn() {
        read("Name,age\nAda,33\n");

        assertThat(errors.list())
                .containsExactly(
                        new RowError(1, "name", "Column 'name' is missing; a people file has the columns name, city"),
                        new RowError(1, "city", "Column 'city' is missing; a people file has the columns name, city"));
        assertThat(rows).isEmpty();
    }

    @Test
    void refusesAColumnThatIsThereTwice() {
        read("name,city,name\nAda,London,Bo\n");

        assertThat(errors.list()).containsExactly(new RowError(1, "name", "Column 'name' is there twice; remove one"));
    }

    @Test
    void refusesAnEmptyFileAndOneWithoutRows() {
        read("");
        assertThat(errors.list())
                .containsExactly(
                        new RowError(1, null, "The file is empty; the first line of a people file names its columns"));

        var headerOnly = new RowErrors();
        PEOPLE.read(stream("name,city\n".getBytes(UTF_8)), headerOnly, row -> {});
        assertThat(headerOnly.list())
                .containsExactly(
                        new RowError(2, null, "The file has no rows after its header; a people file needs one"));
    }

    @Test
    void refusesARowOfAnotherLengthAndReadsOn() {
        read("name,city\nAda\nBo,Paris\n");

        assertThat(errors.list())
                .containsExactly(new RowError(
                        2, null, "The row has 1 fields and the header 2; look for a missing comma or quote"));
        assertThat(rows).containsExactly("3 Bo Paris");
    }

    @Test
    void collectsTheErrorsOfARowByColumn() {
        var seen = new ArrayList<Boolean>();
        PEOPLE.read(stream("name,city\n,Atlantis\n".getBytes(UTF_8)), errors, row -> {
            row.required("name");
            row.value("city", city -> {
                throw new Refused("unknown-city", city + " does not exist");
            });
            seen.add(row.faulty());
        });

        assertThat(seen).containsExactly(true);
        assertThat(errors.list())
                .containsExactly(
                        new RowError(2, "name", "'name' is empty; fill it in"),
                        new RowError(2, "city", "Atlantis does not exist"));
    }

    @Test
    void saysWhichByteIsNotUtf8() {
        PEOPLE.read(stream("name,city\nAda,London\nBo,Köln\n".getBytes(ISO_8859_1)), errors, row -> {});

        assertThat(errors.list())
                .containsExactly(new RowError(
                        3,
                        null,
                        "Line 3, character 5: byte 0xF6 (number 26 of the file) is not UTF-8; "
                                + "save the file as CSV UTF-8"));
    }

    @Test
    void saysWhichByteIsNotUtf8FarBehindTheFirstBuffer() {
        var text = "name,city\n" + "Ada,London\n".repeat(5000) + "Bo,K";
        var bytes = (text + "ö").getBytes(ISO_8859_1);

        PEOPLE.read(stream(bytes), errors, row -> {});

        assertThat(errors.list()).singleElement().satisfies(error -> {
            assertThat(error.line()).isEqualTo(5002);
            assertThat(error.message()).contains("byte 0xF6 (number " + bytes.length + " of the file)");
        });
    }

    @Test
    void refusesACharacterThatIsCutOffAtTheEnd() {
        var whole = "name,city\nBo,Kö".getBytes(UTF_8);
        var cut = java.util.Arrays.copyOf(whole, whole.length - 1);

        PEOPLE.read(stream(cut), errors, row -> {});

        assertThat(errors.list()).singleElement().satisfies(error -> assertThat(error.message())
                .contains("byte 0xC3"));
    }

    @Test
    void readsCharactersThatLieAcrossTheBuffersEdge() {
        var name = "ö".repeat(5001);
        read("name,city\n" + name + ",K\n" + "x" + name + ",😀\n");

        assertThat(rows).containsExactly("2 " + name + " K", "3 x" + name + " 😀");
    }

    @Test
    void refusesUtf16InWords() {
        PEOPLE.read(stream("name,city\nAda,London\n".getBytes(UTF_16)), errors, row -> {});
        assertThat(errors.list())
                .containsExactly(new RowError(1, null, "The file is encoded as UTF-16; save it as CSV UTF-8"));

        var unmarked = new RowErrors();
        PEOPLE.read(stream("name,city\nAda,London\n".getBytes(UTF_16LE)), unmarked, row -> {});
        assertThat(unmarked.list()).singleElement().satisfies(error -> assertThat(error.message())
                .startsWith("Line 1 holds a NUL character"));
    }

    @Test
    void refusesAWorkbookInWords() {
        PEOPLE.read(stream(new byte[] {'P', 'K', 3, 4, 0, 0}), errors, row -> {});

        assertThat(errors.list())
                .containsExactly(new RowError(
                        1, null, "The file is a ZIP archive or a workbook; unpack it, or save it as CSV UTF-8"));
    }

    @Test
    void refusesAQuoteThatIsNeverClosed() {
        read("name,city\n\"Ada,London\nBo,Paris\n");

        assertThat(errors.list()).singleElement().satisfies(error -> {
            assertThat(error.line()).isEqualTo(2);
            assertThat(error.message()).contains("look for a quote that is not closed");
        });
    }

    @Test
    void refusesTwoHundredMegabytesOfOneLineAfterReadingALittle() {
        var endless = new Generated("name,city\n", "x", 200L * 1024 * 1024);

        Assertions.assertThatCode(() -> {
                    var watch = System.nanoTime();
                    PEOPLE.read(endless, errors, row -> {});
                    assertThat(Duration.ofNanos(System.nanoTime() - watch)).isLessThan(Duration.ofSeconds(2));
                })
                .doesNotThrowAnyException();

        assertThat(errors.list())
                .containsExactly(new RowError(2, null, "Line 2 is longer than 64 KB; end each row with a line break"));
        assertThat(endless.served).isLessThan(256 * 1024);
    }

    @Test
    void refusesTwoHundredMegabytesOfOneQuotedFieldAfterReadingALittle() {
        var endless = new Generated("name,city\n\"", "many short lines\n", 200L * 1024 * 1024);

        PEOPLE.read(endless, errors, row -> {});

        assertThat(errors.list()).singleElement().satisfies(error -> assertThat(error.message())
                .endsWith("is longer than 128 KB; look for a quote that is not closed"));
        assertThat(endless.served).isLessThan(512 * 1024);
    }

    @Test
    void readsAMillionRowsWithoutKeepingThem() {
        var count = new long[1];

        PEOPLE.read(new Generated("name,city\n", "Ada,London\n", 11_000_000), errors, row -> count[0]++);

        assertThat(count[0]).isEqualTo(1_000_000);
        assertThat(errors.any()).isFalse();
    }

    @Test
    void keepsAHundredErrorsAndCountsTheRest() {
        PEOPLE.read(new Generated("name,city\n", "Ada\n", 4 * 2500), errors, row -> {});

        assertThat(errors.count()).isEqualTo(2500);
        assertThat(errors.list()).hasSize(100);
        assertThatThrownBy(() -> errors.refuseIfAny("people file"))
                .isInstanceOf(FileRefused.class)
                .hasMessage("The people file has 2500 errors (the first 100 are listed) and nothing of it was taken "
                        + "over; correct it and load it again");
    }

    @Test
    void tellsABrokenUploadFromABadFile() {
        var broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("Connection reset");
            }
        };

        assertThatThrownBy(() -> PEOPLE.read(broken, errors, row -> {}))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("The upload of the people file broke off; send it again");
    }

    private void read(String text) {
        PEOPLE.read(
                stream(text.getBytes(UTF_8)),
                errors,
                row -> rows.add(row.line() + " " + row.text("name") + " " + row.text("city")));
    }

    private static InputStream stream(byte[] bytes) {
        return new ByteArrayInputStream(bytes);
    }

    /** A file that exists only while it is read: a start, then one text again and again. */
    private static final class Generated extends InputStream {

        private final byte[] start;
        private final byte[] again;
        private final long length;
        private long served;

        private Generated(String start, String again, long lengthOfTheRest) {
            this.start = start.getBytes(UTF_8);
            this.again = again.getBytes(UTF_8);
            this.length = this.start.length + lengthOfTheRest;
        }

        @Override
        public int read() {
            if (served >= length) {
                return -1;
            }
            var at = served++;
            return at < start.length ? start[(int) at] : again[(int) ((at - start.length) % again.length)];
        }
    }
}
