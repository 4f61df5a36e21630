package io.tenantry.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What others have published about charges, refunds, cycles, taxes and markups, reckoned by what invoices are made of: the
 * files in {@code src/test/resources/conformance}, and any other one by {@code mvn verify -Dconformance=FILE}.
 */
class ConformanceTest {

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void agreesWithWhatIsPublished(Path file) {
        var report = ConformanceReport.of(ConformanceFile.read(file));

        assertThat(report.failures()).as("%s: %s", file, report.summary()).isEmpty();
    }

    @Test
    @EnabledIfSystemProperty(named = "conformance", matches = ".+")
    void agreesWithTheFileThatIsNamed() {
        var file = Path.of(System.getProperty("basedir", "")).resolve(System.getProperty("conformance"));

        var report = ConformanceReport.of(ConformanceFile.read(file));

        print(report);
        assertThat(report.verdicts()).as("cases in %s", file).isNotEmpty();
        assertThat(report.failures().size())
                .as("%s: %s", file, report.summary())
                .isZero();
    }

    @Test
    @DisabledIfSystemProperty(named = "conformance", matches = ".+")
    void agreesWithAllFilesTogether() throws Exception {
        var report = ConformanceReport.of(cases());

        print(report);
        assertThat(report.failures().size()).as(report.summary()).isZero();
    }

    @Test
    void namesASourceForEachOfAtLeast150Cases() throws Exception {
        var cases = cases();
        var ids = new HashSet<String>();

        assertThat(cases).hasSizeGreaterThanOrEqualTo(150);
        assertThat(cases).allMatch(row -> row.text("source").isPresent());
        assertThat(cases).allMatch(row -> ids.add(row.required("id")));
        assertThat(cases.stream().map(Kind::of).distinct()).containsExactlyInAnyOrder(Kind.values());
    }

    @Test
    void readsWhateverASpreadsheetWrites() throws IOException {
        var text = "expected_amount,Kind,whatever, price,quantity,id\r\n"
                + "19.00,tax,ignored,\"40.00+60.00\",19,with-quotes\r\n"
                + "\r\n"
                + "17.65,MARKUP,,15\r\n";

        var cases = ConformanceFile.read(text);

        assertThat(ConformanceReport.of(cases).summary()).isEqualTo("2 passed, 0 failed");
        assertThat(cases).extracting(ConformanceCase::id).containsExactly("with-quotes", "row 2");
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "refund,,2026-01-01,2026-02-01,10.00 | kind 'refund' is not one of [LINE, CREDIT, CYCLES, TAX, MARKUP]",
                "line,BY_MOON,2026-01-01,2026-02-01,10.00 | rule 'BY_MOON' is not one of [ACTUAL_MONTH, ACTUAL_PERIOD, "
                        + "THIRTY_DAY, DAYS_365, MONTHS_CEIL, MONTHS_FLOOR, MONTHS_NEAREST]",
                "line,,2026-02-30,2026-03-01,10.00 | period_start '2026-02-30' is no date such as 2026-03-01",
                "line,,2026-02-01,2026-01-01,10.00 | the period ends on 2026-01-01, not after it starts on 2026-02-01",
                "line,,2026-01-01,2026-02-01,ten | price 'ten' is no number such as 12.50",
                "line,,2026-01-01,2026-02-01, | price is missing",
                "cycles,,2026-01-01,2026-02-01, | billed_from is missing",
                "line,,2026-01-01,2026-02-01,11.00 | 1 of [2026-01-01, 2026-02-01) by ACTUAL_MONTH",
            })
    void failsARowThatItCannotReckonAndSaysWhy(String row, String why) throws IOException {
        var text = "kind,rule,period_start,period_end,price,expected_amount\n" + row + ",10.00\n";

        var report = ConformanceReport.of(ConformanceFile.read(text));

        assertThat(report.summary()).isEqualTo("0 passed, 1 failed");
        assertThat(report.failures().get(0).why()).isEqualTo(why);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "P1M, 1",
        "Monthly, 1",
        "QUARTERLY, 3",
        "semi-annual, 6",
        "ANNUAL, 12",
        "P1Y, 12",
        "TRIENNIAL, 36"
    })
    void understandsIntervals(String text, int months) {
        assertThat(Interval.months(text)).isEqualTo(months);
    }

    /** To standard output, so that it stands in the build's log. */
    private static void print(ConformanceReport report) {
        report.failures().forEach(System.out::println);
        System.out.println(report.summary());
    }

    private static List<ConformanceCase> cases() throws IOException, URISyntaxException {
        return files().map(ConformanceFile::read).flatMap(List::stream).toList();
    }

    static Stream<Path> files() throws IOException, URISyntaxException {
        var folder = Path.of(ConformanceTest.class.getResource("/conformance").toURI());
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".csv")).sorted().toList().stream();
        }
    }
}
