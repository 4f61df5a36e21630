package io.tenantry.workflow.engine;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.dmn.engine.DmnDecisionResult;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParse;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;

/**
 * Stands behind each business rule task that wants one answer. A table with a hole answers nothing, which an expression
 * reads as null, and a gateway that only asks for a no would take null for a yes. So the step stops, and says where the
 * hole is.
 */
class DecisionGuard extends AbstractBpmnParseListener {

    private static final String RESULT = "decisionResult";
    private static final Pattern CELL = Pattern.compile("getSingleResult\\(\\)\\.(\\w+)");

    @Override
    public void parseBusinessRuleTask(Element task, ScopeImpl scope, ActivityImpl activity) {
        if (!"singleResult".equals(camunda(task, "mapDecisionResult"))) {
            return;
        }
        var table = camunda(task, "decisionRef");
        var read = cellsReadBy(task);
        ExecutionListener answered = execution -> requireAnswer(execution, table, read);
        activity.addBuiltInListener(ExecutionListener.EVENTNAME_END, answered);
    }

    /** A task that is taken away before it has asked has no result. */
    private static void requireAnswer(DelegateExecution execution, String table, List<String> read) {
        if (!(execution.getVariable(RESULT) instanceof DmnDecisionResult result)) {
            return;
        }
        if (result.isEmpty()) {
            throw new ProcessEngineException(
                    "Decision '%s' has no rule for the facts of '%s'; add one to the table and retry"
                            .formatted(table, execution.getCurrentActivityName()));
        }
        var cells = result.getSingleResult();
        read.stream().filter(cell -> cells.get(cell) == null).findFirst().ifPresent(empty -> {
            throw new ProcessEngineException(
                    "Decision '%s' answered '%s' without its '%s'; fill that cell of the table and retry"
                            .formatted(table, execution.getCurrentActivityName(), empty));
        });
    }

    /** The outputs that the diagram goes on with, by their names in the table. */
    private static List<String> cellsReadBy(Element task) {
        var extensions = task.element("extensionElements");
        var mapping =
                extensions == null ? null : extensions.elementNS(BpmnParse.CAMUNDA_BPMN_EXTENSIONS_NS, "inputOutput");
        if (mapping == null) {
            return List.of();
        }
        return mapping.elementsNS(BpmnParse.CAMUNDA_BPMN_EXTENSIONS_NS, "outputParameter").stream()
                .map(output -> CELL.matcher(output.getText()))
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .toList();
    }

    private static String camunda(Element task, String attribute) {
        return String.valueOf(task.attributeNS(BpmnParse.CAMUNDA_BPMN_EXTENSIONS_NS, attribute));
    }
}
