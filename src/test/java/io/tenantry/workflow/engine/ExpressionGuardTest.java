package io.tenantry.workflow.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.io.File;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.variable.Variables;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionGuardTest {

    private static RuledEngine house;

    @BeforeAll
    static void startOneEngineForAll() {
        house = new RuledEngine();
        house.beans.put("aDelegate", (JavaDelegate) execution -> {});
        house.beans.put("stranger", new File("secret"));
        house.beans.put("customer", Map.of("name", "contoso"));
        house.beans.put("states", List.of(Thread.State.NEW));
    }

    @AfterAll
    static void closeTheEngine() {
        house.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${''.getClass()}",
                "${''.class}",
                "${''['class']}",
                "${''.getClass().forName('java.lang.Runtime').getRuntime().exec('true')}",
                "${execution.class.classLoader}",
                "${execution.getClass().getClassLoader()}",
                "${execution.processEngineServices}",
                "${execution.getProcessEngineServices().getRepositoryService()}",
                "${execution.getProcessEngine()}",
                "${execution.getBpmnModelInstance()}",
                "${execution.getProcessDefinition()}",
                "${execution.deleteCascade('gone')}",
                "${execution.setVariable('a', 1)}",
                "${quantity.class.module}",
                "${customer.name.getBytes().getClass()}",
                "${stranger.path}",
                "${stranger.toString()}",
                "${states[0].getDeclaringClass()}",
                "${now().getClass()}",
                "${customer.entrySet().stream().map(null)}"
            })
    void refusesWhatLeadsOutOfTheDiagram(String expression) {
        house.deploy("step", evaluating(expression));

        assertThatExceptionOfType(ProcessEngineException.class)
                .isThrownBy(ExpressionGuardTest::start)
                .withStackTraceContaining("Expressions may not use '");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${quantity}",
                "${quantity > 3 and customer.name == 'contoso'}",
                "${customer['name'].length()}",
                "${states[0].name()}",
                "${states.size()}",
                "${execution.processBusinessKey}",
                "${execution.getVariable('quantity')}",
                "${execution.hasVariable('nothing') or empty nothing}",
                "${execution.id}",
                "${execution.processInstance.businessKey}",
                "${dateTime().plusDays(3).toDate()}",
                "${now()}"
            })
    void letsThroughWhatDiagramsNeed(String expression) {
        house.deploy("step", evaluating(expression));

        assertThatNoException().isThrownBy(ExpressionGuardTest::start);
    }

    @Test
    void namesDelegates() {
        house.deploy("step", "<serviceTask id='step' name='Step' camunda:delegateExpression='${aDelegate}'/>");

        assertThatNoException().isThrownBy(ExpressionGuardTest::start);
    }

    @Test
    void showsNoBeanThatIsNoDelegate() {
        house.deploy("step", evaluating("${dataSource}"));

        assertThatExceptionOfType(ProcessEngineException.class)
                .isThrownBy(ExpressionGuardTest::start)
                .withStackTraceContaining("Cannot resolve identifier 'dataSource'");
    }

    @Test
    void evaluatesNoContentOfAVariable() {
        house.deploy("step", evaluating("${payload}"));

        var instance = house.engine
                .getRuntimeService()
                .startProcessInstanceByKey("probe", Map.of("payload", "${''.getClass().forName('java.lang.Runtime')}"));

        assertThat(house.engine
                        .getHistoryService()
                        .createHistoricVariableInstanceQuery()
                        .processInstanceId(instance.getId())
                        .variableName("result")
                        .singleResult()
                        .getValue())
                .isEqualTo("${''.getClass().forName('java.lang.Runtime')}");
    }

    @Test
    void refusesScriptTasks() {
        assertThatExceptionOfType(ProcessEngineException.class)
                .isThrownBy(() -> house.deploy(
                        "step",
                        "<scriptTask id='step' name='Compute' scriptFormat='juel'><script>1</script></scriptTask>"))
                .withStackTraceContaining("Task 'Compute' is a script task; bind it to a delegate of this release");
    }

    @ParameterizedTest
    @ValueSource(strings = {"type='shell'", "class='java.lang.ProcessBuilder'", "type='external' camunda:topic='any'"})
    void refusesTasksThatAreBoundToNoDelegate(String binding) {
        assertThatExceptionOfType(ProcessEngineException.class)
                .isThrownBy(() -> house.deploy(
                        "step",
                        """
                        <serviceTask id='step' name='Run' camunda:%s>
                          <extensionElements><camunda:field name='command' stringValue='true'/></extensionElements>
                        </serviceTask>
                        """
                                .formatted(binding)))
                .withStackTraceContaining("Task 'Run' is bound by camunda:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"juel", "javascript", "groovy", "feel"})
    void findsNoEngineForAScriptWhereverItHides(String language) {
        house.deploy(
                "step",
                """
                <serviceTask id='step' name='Step' camunda:delegateExpression='${aDelegate}'>
                  <extensionElements>
                    <camunda:executionListener event='start'>
                      <camunda:script scriptFormat='%s'>1</camunda:script>
                    </camunda:executionListener>
                  </extensionElements>
                </serviceTask>
                """
                        .formatted(language));

        assertThatExceptionOfType(ProcessEngineException.class)
                .isThrownBy(ExpressionGuardTest::start)
                .withStackTraceContaining("Can't find scripting engine for '" + language + "'");
    }

    private static String evaluating(String expression) {
        return "<serviceTask id='step' name='Step' camunda:expression=\"%s\" camunda:resultVariable='result'/>"
                .formatted(expression.replace("<", "&lt;").replace("\"", "&quot;"));
    }

    private static void start() {
        house.engine.getRuntimeService().startProcessInstanceByKey("probe", "SUB-000001", quantityOfFive());
    }

    private static Map<String, Object> quantityOfFive() {
        return Variables.putValue("quantity", 5).putValue("nothing", null);
    }
}
