package io.tenantry.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TableTest {

    private static ProcessEngine engine;

    @BeforeAll
    static void deployTheExample() {
        var configuration = new StandaloneInMemProcessEngineConfiguration();
        configuration.setProcessEngineName("table-with-holes");
        configuration.setJdbcUrl("jdbc:h2:mem:table-with-holes");
        engine = configuration.buildProcessEngine();
        engine.getRepositoryService()
                .createDeployment()
                .addClasspathResource("decision/table-with-holes.dmn")
                .deploy();
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    private final Table table = new Table(engine.getDecisionService(), "table-with-holes");

    @Test
    void readsTheRowThatHit() {
        var row = table.onlyRow(Map.of("colour", "red", "size", 1));

        assertThat(row.text("answer")).isEqualTo("stop");
        assertThat(row.number("factor")).isEqualTo(3);
    }

    @Test
    void quotesTheInputsThatNoRuleCovers() {
        assertThatIllegalStateException()
                .isThrownBy(() -> table.onlyRow(Map.of("colour", "green", "size", 1)))
                .withMessage("Decision 'table-with-holes' must answer {colour=green, size=1} with exactly one rule, but"
                        + " found 0 rules; correct dmn/table-with-holes.dmn");
    }

    @Test
    void quotesTheInputsThatTwoRulesClaim() {
        assertThatIllegalStateException()
                .isThrownBy(() -> table.onlyRow(Map.of("colour", "blue", "size", 1)))
                .withMessageStartingWith(
                        "Decision 'table-with-holes' must answer {colour=blue, size=1} with exactly one")
                .withRootCauseInstanceOf(org.camunda.bpm.dmn.engine.DmnEngineException.class);
    }

    @Test
    void doesNotTakeAMissingInputForAnAnswer() {
        var inputs = new HashMap<String, Object>();
        inputs.put("colour", null);
        inputs.put("size", 1);

        assertThatIllegalStateException()
                .isThrownBy(() -> table.onlyRow(inputs))
                .withMessageContaining("{colour=null, size=1}");
    }

    @Test
    void namesTheCellThatWasLeftEmpty() {
        var row = table.onlyRow(Map.of("colour", "amber", "size", 1));

        assertThatIllegalStateException()
                .isThrownBy(() -> row.number("factor"))
                .withMessage("Decision 'table-with-holes' answered {answer=wait} without 'factor'; fill that cell in"
                        + " dmn/table-with-holes.dmn");
    }
}
