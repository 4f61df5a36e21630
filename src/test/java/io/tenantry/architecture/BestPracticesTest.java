package io.tenantry.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Each practice is shown by a test that is there. */
class BestPracticesTest {

    private static final Path PRACTICES = Path.of("src", "docs", "best-practices.md");
    private static final Pattern ROW = Pattern.compile("^\\| (?!Practice|---)(.+?) \\|.*\\| (.+) \\|$");
    private static final Pattern SHOWN_BY = Pattern.compile("`(\\w+(?:IT|Test))(?:\\.(\\w+))?`");

    @Test
    void eachPracticeNamesTestsThatExist() throws IOException {
        var sources = testSources();
        var rows = Files.readAllLines(PRACTICES).stream()
                .map(ROW::matcher)
                .filter(row -> row.matches())
                .collect(Collectors.toMap(row -> row.group(1), row -> row.group(2)));

        assertThat(rows).hasSizeGreaterThan(20);
        rows.forEach((practice, shownBy) -> {
            var tests = SHOWN_BY.matcher(shownBy).results().toList();
            assertThat(tests).as("tests of '%s'", practice).isNotEmpty().allSatisfy(test -> assertThat(
                            sources.get(test.group(1)))
                    .as("%s, named by '%s'", test.group(), practice)
                    .isNotNull()
                    .contains(test.group(2) == null ? "@Test" : "void " + test.group(2) + "("));
        });
    }

    private static Map<String, String> testSources() throws IOException {
        try (var files = Files.walk(Path.of("src", "test", "java"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .collect(Collectors.toMap(
                            file -> file.getFileName().toString().replace(".java", ""),
                            BestPracticesTest::text,
                            (one, other) -> one + other));
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new IllegalStateException("Cannot read " + file, unreadable);
        }
    }
}
