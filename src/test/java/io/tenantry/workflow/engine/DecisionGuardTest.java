package io.tenantry.workflow.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A table that has no answer stops the step that asked it; null would pass each gateway that only looks for a no. */
class DecisionGuardTest {

    private static final String ASK =
            """
            <businessRuleTask id="ask" name="Ask" camunda:decisionRef="colour" camunda:mapDecisionResult="%s">
              <extensionElements><camunda:inputOutput>
                <camunda:outputParameter name="colour">${decisionResult.getSingleResult().outcome}</camunda:outputParameter>
              </camunda:inputOutput></extensionElements>
            </businessRuleTask>
            """;

    /** Knows A, and B without an outcome. */
    private static final String TABLE =
            """
            <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" xmlns:camunda="http://camunda.org/schema/1.0/dmn"
                         id="colours" name="Colours" namespace="probe">
              <decision id="colour" name="Colour" camunda:historyTimeToLive="P1D">
                <decisionTable id="colour-table" hitPolicy="UNIQUE">
                  <input id="letterInput"><inputExpression id="letter" typeRef="string"><text>letter</text></inputExpression></input>
                  <output id="outcome" name="outcome" typeRef="string"/>
                  <output id="reason" name="reason" typeRef="string"/>
                  <rule id="a"><inputEntry id="a1"><text>"A"</text></inputEntry>
                    <outputEntry id="a2"><text>"RED"</text></outputEntry><outputEntry id="a3"><text>"Why not"</text></outputEntry></rule>
                  <rule id="b"><inputEntry id="b1"><text>"B"</text></inputEntry>
                    <outputEntry id="b2"><text></text></outputEntry><outputEntry id="b3"><text>"Not known"</text></outputEntry></rule>
                </decisionTable>
              </decision>
            </definitions>
            """;

    private final RuledEngine ruled = new RuledEngine();

    @BeforeEach
    void deployTheTable() {
        ruled.engine
                .getRepositoryService()
                .createDeployment()
                .addString("colour.dmn", TABLE)
                .deploy();
    }

    @AfterEach
    void close() {
        ruled.close();
    }

    @Test
    void goesOnWithAnAnswer() {
        ruled.deploy("ask", ASK.formatted("singleResult"));

        assertThat(start("A").isEnded()).isTrue();
    }

    @Test
    void stopsWhereNoRuleFits() {
        ruled.deploy("ask", ASK.formatted("singleResult"));

        assertThatThrownBy(() -> start("C"))
                .hasStackTraceContaining("Decision 'colour' has no rule for the facts of 'Ask'; add one to the table");
        assertThat(ruled.engine.getRuntimeService().createProcessInstanceQuery().count())
                .isZero();
    }

    @Test
    void stopsWhereACellWasLeftEmpty() {
        ruled.deploy("ask", ASK.formatted("singleResult"));

        assertThatThrownBy(() -> start("B"))
                .hasStackTraceContaining("Decision 'colour' answered 'Ask' without its 'outcome'; fill that cell");
    }

    @Test
    void leavesATableAloneThatMayCollectNothing() {
        ruled.deploy("ask", ASK.formatted("resultList"));

        assertThat(start("C").isEnded()).isTrue();
    }

    private ProcessInstance start(String letter) {
        return ruled.engine.getRuntimeService().startProcessInstanceByKey("probe", Map.of("letter", letter));
    }
}
