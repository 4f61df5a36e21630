package io.tenantry.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The README's map leads somewhere. */
class ReadmeTest {

    private static final Pattern MAP_ROW = Pattern.compile("^\\| .*\\? \\| (.+) \\|$");
    private static final Pattern PLACE = Pattern.compile("`([^`]+)`");
    private static final Pattern LINK = Pattern.compile("\\]\\(((?!http)[^)#]+)\\)");

    @Test
    void eachPlaceOnTheMapExists() throws IOException {
        var places = readme().stream()
                .map(MAP_ROW::matcher)
                .filter(row -> row.matches())
                .flatMap(row -> PLACE.matcher(row.group(1)).results())
                .map(place -> place.group(1))
                .toList();

        assertThat(places).hasSizeGreaterThan(20).allSatisfy(place -> assertThat(Path.of(place))
                .exists());
    }

    @Test
    void eachLinkIntoTheRepositoryLeadsSomewhere() throws IOException {
        var links = readme().stream()
                .flatMap(line -> LINK.matcher(line).results())
                .map(link -> link.group(1))
                .toList();

        assertThat(links).isNotEmpty().allSatisfy(link -> assertThat(Path.of(link))
                .exists());
    }

    private static List<String> readme() throws IOException {
        return Files.readAllLines(Path.of("README.md"));
    }
}
