package io.tenantry.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.remediation.EvidenceFacts;
import io.tenantry.remediation.Fact;
import io.tenantry.remediation.Fix;
import io.tenantry.remediation.Symptom;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.DecisionService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Each row of the table by an example of its own; the examples stand in {@code remediation-path.csv}. */
class RemediationPathTest extends DecisionTest {

    private static final Map<String, Fact> FACTS =
            Arrays.stream(Fact.values()).collect(Collectors.toMap(Fact::key, fact -> fact));

    private DecisionService decisions;

    RemediationPathTest() {
        super(RemediationPath.DECISION);
    }

    @Override
    void bind(DecisionService decisions) {
        this.decisions = decisions;
    }

    @ParameterizedTest(name = "{1}: {2} is {3} by row {0}")
    @CsvFileSource(resources = "/remediation-path.csv", delimiter = '|', numLinesToSkip = 1)
    void decides(String row, String symptom, String facts, String cause, String fix, boolean automatic) {
        var answer = ask(symptom, facts == null ? "" : facts);

        assertThat(rulesThatHit()).containsExactly(row);
        assertThat(answer.get("cause")).isEqualTo(cause);
        assertThat(answer.get("fixes").toString()).startsWith(fix);
        assertThat(answer.get("automatic")).isEqualTo(automatic);
        assertThat(answer.get("words").toString()).matches("\\S.*[.})]");
    }

    @Test
    void namesOnlyFactsAndFixesThatExist() {
        for (var rule : rules()) {
            var words = text(rule, 1);
            var placeholders = Pattern.compile("\\{(\\w+)}").matcher(words);
            while (placeholders.find()) {
                assertThat(FACTS)
                        .as("Row '%s' of the table tells of a fact that nobody gathers", rule.getId())
                        .containsKey(placeholders.group(1));
            }
            for (var code : text(rule, 2).replace("\"", "").split(",")) {
                assertThat(Arrays.stream(Fix.values()).map(Enum::name))
                        .as("Row '%s' of the table names a fix that does not exist", rule.getId())
                        .contains(code.strip());
            }
        }
    }

    @Test
    void answersEachSymptomWithALastRowOfItsOwn() {
        for (var symptom : Symptom.values()) {
            var answer = ask(symptom.name(), "");
            rulesThatHit();

            assertThat(answer.get("cause")).as(symptom.name()).isNotNull();
        }
    }

    private Map<String, Object> ask(String symptom, String facts) {
        var known = new EnumMap<Fact, Object>(Fact.class);
        known.put(Fact.SYMPTOM, symptom);
        for (var pair : facts.split(";")) {
            if (!pair.isBlank()) {
                var parts = pair.strip().split("=", 2);
                var fact = FACTS.get(parts[0].strip());
                assertThat(fact).as("fact %s", parts[0]).isNotNull();
                known.put(fact, value(fact, parts[1].strip()));
            }
        }
        return decisions
                .evaluateDecisionTableByKey(RemediationPath.DECISION)
                .variables(new EvidenceFacts(known).variables())
                .evaluate()
                .getSingleResult()
                .getEntryMap();
    }

    private static Object value(Fact fact, String text) {
        return switch (fact.kind()) {
            case NUMBER -> Integer.valueOf(text);
            case YES_NO -> text.toLowerCase(Locale.ROOT).equals("true");
            case TEXT, DAY -> text;
        };
    }

    private static java.util.Collection<org.camunda.bpm.model.dmn.instance.Rule> rules() {
        return org.camunda.bpm.model.dmn.Dmn.readModelFromFile(new java.io.File("dmn/remediation-path.dmn"))
                .getModelElementsByType(org.camunda.bpm.model.dmn.instance.Rule.class);
    }

    private static String text(org.camunda.bpm.model.dmn.instance.Rule rule, int output) {
        return rule.getOutputEntries().stream()
                .toList()
                .get(output)
                .getTextContent()
                .strip();
    }
}
