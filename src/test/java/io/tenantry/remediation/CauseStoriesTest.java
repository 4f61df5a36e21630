package io.tenantry.remediation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.junit.jupiter.api.Test;

/**
 * That each cause of the table is told by a story, from its symptom to the closed case: a test of the scenarios that names
 * the cause. Run it with {@code -Dremediation.write=true} to write the page anew.
 */
class CauseStoriesTest {

    private static final Path PAGE = Path.of("src/docs/remediation-stories.md");
    private static final Path STORIES = Path.of("src/test/java/io/tenantry/scenario");

    /**
     * What only waits for something that is under way, is the last row of a symptom, or guards against what the rest of
     * the application prevents by now: there is no fix of its own to show.
     */
    private static final Set<String> WITHOUT = Set.of(
            "ABOVE_LIMIT",
            "ACCOUNT_UNMAPPED",
            "CHANGED_MEANWHILE",
            "EARLIER_CHANGE_AWAITS",
            "EFFECTIVE_LATER",
            "EXISTS_AT_PROVIDER",
            "HELD_BACK",
            "HELD_FOR_REVIEW",
            "MERGE_REFUSED",
            "MERGE_UNDER_WAY",
            "NOT_DUE_YET",
            "NO_PRICE_IN_CURRENCY",
            "NO_RUN_SINCE_DUE",
            "PERIODS_OVERLAP",
            "PRICE_DOES_NOT_FIT",
            "PRODUCT_UNKNOWN",
            "PROVIDER_WAS_UNREACHABLE",
            "REDUCTION_SCHEDULED",
            "RUN_AT_WORK",
            "STEP_RETRIES",
            "UNDER_WAY",
            "UNKNOWN",
            "UNKNOWN_HERE",
            "WAIVED",
            "WRITE_IN",
            "WRONG_UNIT");

    private static final Pattern TEST = Pattern.compile("void (\\w+)\\(");
    private static final Pattern CODE = Pattern.compile("\"([A-Z][A-Z_]+)\"");

    @Test
    void tellsEachCauseByAStory() throws IOException {
        var causes = causes();
        var stories = stories(causes.keySet());

        var untold = new TreeSet<>(causes.keySet());
        untold.removeAll(stories.keySet());
        assertThat(untold)
                .as("Causes that no test of %s names: write their story", STORIES)
                .isSubsetOf(WITHOUT);
    }

    @Test
    void listsTheStories() throws IOException {
        var causes = causes();
        var page = page(causes, stories(causes.keySet()));
        if (Boolean.getBoolean("remediation.write")) {
            Files.writeString(PAGE, page);
        }

        assertThat(PAGE)
                .as("Run CauseStoriesTest with -Dremediation.write=true")
                .hasContent(page);
    }

    private static String page(Map<String, List<String>> causes, Map<String, TreeSet<String>> stories) {
        var page = new StringBuilder(
                """
                # Stories of the causes

                Each cause of the table `remediation-path` with its rows, and the tests that show it from the symptom to the
                closed case, over the real application, the sandbox and the clock. A cause without a story waits for what is
                under way, or is the last row of a symptom. This page is written from table and tests.

                | Cause | Rows | Stories |
                |---|---|---|
                """);
        causes.forEach((cause, rows) -> page.append("| `%s` | %s | %s |\n"
                .formatted(
                        cause,
                        String.join(", ", rows),
                        String.join("<br>", stories.getOrDefault(cause, new TreeSet<>())))));
        return page.toString();
    }

    /** The table's causes, each with its rows. */
    private static Map<String, List<String>> causes() {
        var causes = new TreeMap<String, List<String>>();
        for (var rule :
                Dmn.readModelFromFile(new File("dmn/remediation-path.dmn")).getModelElementsByType(Rule.class)) {
            var cause =
                    rule.getOutputEntries().iterator().next().getTextContent().strip();
            causes.computeIfAbsent(cause.replace("\"", ""), key -> new java.util.ArrayList<>())
                    .add(rule.getId());
        }
        return causes;
    }

    private static Map<String, TreeSet<String>> stories(Set<String> causes) throws IOException {
        var stories = new TreeMap<String, TreeSet<String>>();
        try (var files = Files.list(STORIES)) {
            for (var file :
                    files.filter(each -> each.toString().endsWith("IT.java")).toList()) {
                read(file, causes, stories);
            }
        }
        return stories;
    }

    private static void read(Path file, Set<String> causes, Map<String, TreeSet<String>> stories) throws IOException {
        var type = file.getFileName().toString().replace(".java", "");
        for (var part : Files.readString(file).split("@Test\\s")) {
            var named = TEST.matcher(part);
            if (!named.find()) {
                continue;
            }
            var codes = CODE.matcher(part);
            while (codes.find()) {
                if (causes.contains(codes.group(1))) {
                    stories.computeIfAbsent(codes.group(1), key -> new TreeSet<>())
                            .add(type + "." + named.group(1));
                }
            }
        }
    }
}
