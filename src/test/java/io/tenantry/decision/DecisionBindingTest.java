package io.tenantry.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.HitPolicy;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.Output;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each table of {@code dmn/} and its class are one thing with one name. The messages are for whoever edits a table. */
class DecisionBindingTest {

    private static final Path TABLES = Path.of("dmn");

    /** Where each table's answers are named in Java; {@code outcome} is a type nested in the class unless said otherwise. */
    private static final Map<String, String> ENUM_OF_OUTPUT =
            Map.of("outcome", "Outcome", "choice", "Choice", "lane", "Lane");

    static Stream<Path> tables() throws IOException {
        try (var files = Files.list(TABLES)) {
            return files.sorted().toList().stream();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tables")
    void hasOneNameInFileDecisionAndClass(Path file) {
        var decision = decision(file);
        var name = file.getFileName().toString();

        assertThat(name).as("File %s must end in .dmn", name).endsWith(".dmn");
        assertThat(decision.getId())
                .as("The decision in dmn/%s must have the file's name as its id", name)
                .isEqualTo(name.replace(".dmn", ""));
        assertThat(classOf(decision.getId()))
                .as(
                        "Decision '%s' needs a class io.tenantry.decision.%s that asks it",
                        decision.getName(), className(decision.getId()))
                .isNotNull();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tables")
    void isKeptForSevenYears(Path file) {
        var decision = decision(file);

        assertThat(decision.getCamundaHistoryTimeToLiveString())
                .as("Decision '%s' touches money: set its history time to live to P2555D", decision.getName())
                .isEqualTo("P2555D");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tables")
    void usesAHitPolicyThatTheEngineKnows(Path file) {
        var table = table(file);

        assertThat(table.getHitPolicy())
                .as(
                        "dmn/%s: the engine knows UNIQUE, FIRST and COLLECT; PRIORITY and OUTPUT ORDER fail",
                        file.getFileName())
                .isIn(HitPolicy.UNIQUE, HitPolicy.FIRST, HitPolicy.COLLECT);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tables")
    void saysOfEachRuleWhichCaseItIs(Path file) {
        assertThat(decision(file).getDescription())
                .as("dmn/%s needs a description", file.getFileName())
                .isNotNull();
        for (var rule : table(file).getRules()) {
            assertThat(rule.getId())
                    .as("A rule of dmn/%s needs an id that says its case, such as annualOnMonthly", file.getFileName())
                    .matches("[a-z][A-Za-z0-9]+")
                    .doesNotMatch("(?i)(rule|decisionrule|row)_?\\w{0,8}");
            assertThat(description(rule))
                    .as(
                            "Rule '%s' of dmn/%s needs a description in the business's words",
                            rule.getId(), file.getFileName())
                    .endsWith(".");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tables")
    void answersOnlyInWordsThatJavaKnows(Path file) {
        var table = table(file);
        for (var output : table.getOutputs()) {
            if (ENUM_OF_OUTPUT.containsKey(output.getName())) {
                assertThat(answers(table, output))
                        .as(
                                "The answers of '%s' in dmn/%s must be those of its Java enum",
                                output.getName(), file.getFileName())
                        .containsExactlyInAnyOrderElementsOf(constants(file, output));
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tables")
    void canBeDrawn(Path file) {
        var decision = decision(file);
        var shapes = model(file).getModelElementsByType(org.camunda.bpm.model.dmn.instance.Definitions.class).stream()
                .map(definitions -> definitions.getDomElement().getChildElements().stream()
                        .anyMatch(child -> child.getLocalName().equals("DMNDI")))
                .toList();

        assertThat(shapes)
                .as("Decision '%s' has no diagram; open and save it in Camunda Modeler", decision.getName())
                .containsExactly(true);
    }

    @Test
    void leavesNoClassWithoutItsTable() throws IOException {
        try (var classes = Files.list(Path.of("src/main/java/io/tenantry/decision"))) {
            for (var source : classes.filter(DecisionBindingTest::isDecision).toList()) {
                var id = source.getFileName()
                        .toString()
                        .replace(".java", "")
                        .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
                        .toLowerCase(java.util.Locale.ROOT);

                assertThat(TABLES.resolve(id + ".dmn"))
                        .as("Class %s asks a table that does not exist", source.getFileName())
                        .exists();
            }
        }
    }

    /** Others ask tables through these. */
    private static boolean isDecision(Path source) {
        try {
            return Files.readString(source).contains(" String DECISION = ");
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    private static String description(Rule rule) {
        return rule.getDescription() == null ? "" : rule.getDescription().getTextContent();
    }

    private static java.util.Set<String> answers(DecisionTable table, Output output) {
        var column = table.getOutputs().stream().toList().indexOf(output);
        return table.getRules().stream()
                .map(rule ->
                        rule.getOutputEntries().stream().toList().get(column).getTextContent())
                .map(text -> text.strip().replace("\"", ""))
                .collect(Collectors.toSet());
    }

    private static java.util.List<String> constants(Path file, Output output) {
        var type = classOf(decision(file).getId() + "$" + ENUM_OF_OUTPUT.get(output.getName()));
        return Arrays.stream(type.getEnumConstants()).map(Object::toString).toList();
    }

    private static Class<?> classOf(String decision) {
        try {
            return Class.forName("io.tenantry.decision." + className(decision));
        } catch (ClassNotFoundException missing) {
            return null;
        }
    }

    private static String className(String decision) {
        return Arrays.stream(decision.split("-"))
                .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                .collect(Collectors.joining());
    }

    private static DmnModelInstance model(Path file) {
        return Dmn.readModelFromFile(file.toFile());
    }

    private static Decision decision(Path file) {
        return model(file).getModelElementsByType(Decision.class).iterator().next();
    }

    private static DecisionTable table(Path file) {
        return model(file)
                .getModelElementsByType(DecisionTable.class)
                .iterator()
                .next();
    }
}
