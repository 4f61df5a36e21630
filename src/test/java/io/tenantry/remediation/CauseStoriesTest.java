package io.tenantry.remediation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.scenario.Tells;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.junit.jupiter.api.Test;

/**
 * That each row of the table is told by a story, from its symptom to the closed case: a test of the scenarios that
 * {@link Tells} it, and is held to it while it runs. Run it with {@code -Dremediation.write=true} to write the page anew.
 */
class CauseStoriesTest {

    private static final Path PAGE = Path.of("src/docs/remediation-stories.md");
    private static final Path STORIES = Path.of("src/test/java/io/tenantry/scenario");

    /** Rows that no story tells, and why. */
    private static final Map<String, String> WITHOUT = Map.ofEntries(
            Map.entry(
                    "accountUnmapped",
                    "An order or a change of a tenant without a customer is refused before anything is written"
                            + " (`ClearanceCasesIT.aTenantThatWasNotMappedOnItsDayIsMappedFromTheCase`); a book that was"
                            + " kept before may carry one"),
            Map.entry(
                    "writeInWithoutProduct",
                    "What has no product cannot be priced"
                            + " (`BillingCasesIT.whatHasNoProductIsLeftOffUntilItsProductIsSet`), so it is left off and no"
                            + " write-in; a book that was kept before may carry such a price"),
            Map.entry(
                    "existsAtProvider",
                    "An order that failed has no id at the provider; only an order that was entered with one by hand, or"
                            + " in a book that was kept before, has"),
            Map.entry("changeUnderWay", "Is on its way: it is provisioned or fails, and has a case of its own then"),
            Map.entry("mergeAgainUnderWay", "Was put back by a person or by itself: the next merge closes it"),
            Map.entry(
                    "reductionAnswered",
                    "A reduction is scheduled already; a person says whether it is the wanted one"),
            Map.entry("reductionWithOpenChanges", "Waits for changes that are under way"),
            Map.entry("consentTooOld", "As `consentTooOldForChange`, where the step is of no change"),
            Map.entry("providerIsBack", "As `providerIsBackForChange`, where the step is of no change"),
            Map.entry("stepRetries", "Is tried again by itself"),
            Map.entry(
                    "mergeBlockedByAwaitingChange",
                    "The earlier change that had failed was put back and is under way: it is merged once that is there"),
            Map.entry("runStillAtWork", "A run is at work with it"),
            Map.entry("noRunSinceDue", "The daily run takes up what is due; where it has stopped, its step has a case"),
            Map.entry("goesOnTwice", "The last row of its symptom: one of the two has ended since it was seen"),
            Map.entry("unitMissing", "The sync has found that already: `findingUnit` comes first until it is closed"),
            Map.entry("wrongUnit", "The sync has found that already: `findingUnit` comes first until it is closed"),
            Map.entry(
                    "noPriceAtAll", "The sync has found that already: `findingPricing` comes first until it is closed"),
            Map.entry("findingCurrencyOfAnother", "As `mergeInOtherCurrency`, where a sync has found it"),
            Map.entry("heldPriceThereNow", "As `priceNotTaken`, where an invoice was written before"),
            Map.entry("heldInWrongUnit", "As `findingUnit`, where an invoice was written before"),
            Map.entry("heldUnitDoesNotFit", "As `mergeInOtherUnit`, where an invoice was written before"),
            Map.entry("heldInOtherCurrency", "As `mergeInOtherCurrency`, where an invoice was written before"),
            Map.entry("mergeWithoutPrice", "For a mismatch of product or price, which the form of the change refuses"),
            Map.entry("orderNotToBeSold", "The last row for an order that waits for a correction"),
            Map.entry("mergeRefused", "The last row of its symptom"),
            Map.entry("heldForAnotherReason", "The last row of its symptom"),
            Map.entry("writeInHeld", "The last row of its symptom"),
            Map.entry("heldForReview", "The last row of its symptom"),
            Map.entry("unknownSymptom", "The last row of the table"));

    @Test
    void tellsEachRowByAStoryOrSaysWhyThereIsNone() throws Exception {
        var rows = rows().keySet();
        var told = stories().keySet();

        assertThat(told).as("rows that stories tell; the table has no others").isSubsetOf(rows);
        assertThat(WITHOUT.keySet()).as("rows of the table without a story").isSubsetOf(rows);
        assertThat(WITHOUT.keySet()).as("rows that have no story").doesNotContainAnyElementsOf(told);
        assertThat(untold(rows, told))
                .as("rows without a story: write it, with @Tells on it, or say here why there is none")
                .isSubsetOf(WITHOUT.keySet());
    }

    @Test
    void listsTheStories() throws Exception {
        var page = page(rows(), stories());
        if (Boolean.getBoolean("remediation.write")) {
            Files.writeString(PAGE, page);
        }

        assertThat(PAGE)
                .as("Run CauseStoriesTest with -Dremediation.write=true")
                .hasContent(page);
    }

    private static Set<String> untold(Collection<String> rows, Set<String> told) {
        var untold = new TreeSet<>(rows);
        untold.removeAll(told);
        return untold;
    }

    private static String page(Map<String, List<String>> rows, Map<String, TreeSet<String>> stories) {
        var page = new StringBuilder(
                """
                # Stories of the rows

                Each row of the table `remediation-path` in its order, and the tests that show it from the symptom to the
                closed case, over the real application, the sandbox and the clock: each test is held to have seen a case
                close that this row decided. Where there is none, it says why. This page is written from table and tests.

                | Row | Symptom | Cause | Stories |
                |---|---|---|---|
                """);
        rows.forEach((row, what) -> page.append("| `%s` | %s | `%s` | %s |\n"
                .formatted(
                        row,
                        what.get(0).isEmpty() ? "any" : "`" + what.get(0) + "`",
                        what.get(1),
                        stories.containsKey(row)
                                ? String.join("<br>", stories.get(row))
                                : "None. " + WITHOUT.getOrDefault(row, "") + ".")));
        return page.toString();
    }

    /** The table's rows in their order, each with its symptom and its cause. */
    private static Map<String, List<String>> rows() {
        var rows = new LinkedHashMap<String, List<String>>();
        for (var rule :
                Dmn.readModelFromFile(new File("dmn/remediation-path.dmn")).getModelElementsByType(Rule.class)) {
            rows.put(
                    rule.getId(),
                    List.of(
                            text(rule.getInputEntries().iterator().next().getTextContent()),
                            text(rule.getOutputEntries().iterator().next().getTextContent())));
        }
        return rows;
    }

    private static String text(String entry) {
        return entry.strip().replace("\"", "");
    }

    private static Map<String, TreeSet<String>> stories() throws IOException, ClassNotFoundException {
        var stories = new TreeMap<String, TreeSet<String>>();
        for (var type : storyTellers()) {
            for (var story : type.getDeclaredMethods()) {
                var tells = story.getAnnotation(Tells.class);
                for (var row : tells == null ? new String[0] : tells.value()) {
                    stories.computeIfAbsent(row, key -> new TreeSet<>())
                            .add(type.getSimpleName() + "." + story.getName());
                }
            }
        }
        return stories;
    }

    private static List<Class<?>> storyTellers() throws IOException, ClassNotFoundException {
        try (Stream<Path> files = Files.list(STORIES)) {
            var names = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith("IT.java"))
                    .map(name -> Tells.class.getPackageName() + "." + name.replace(".java", ""))
                    .sorted()
                    .toList();
            var types = new ArrayList<Class<?>>();
            for (var name : names) {
                types.add(Class.forName(name, false, CauseStoriesTest.class.getClassLoader()));
            }
            return types;
        }
    }
}
