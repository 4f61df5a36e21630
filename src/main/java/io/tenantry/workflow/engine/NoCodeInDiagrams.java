package io.tenantry.workflow.engine;

import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParse;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;

/** Refuses diagrams that bring their own code: scripts, classes by name, and the engine's shell and mail tasks. */
class NoCodeInDiagrams extends AbstractBpmnParseListener {

    @Override
    public void parseScriptTask(Element task, ScopeImpl scope, ActivityImpl activity) {
        throw refusal(task, "is a script task");
    }

    @Override
    public void parseServiceTask(Element task, ScopeImpl scope, ActivityImpl activity) {
        requireDelegate(task);
    }

    @Override
    public void parseSendTask(Element task, ScopeImpl scope, ActivityImpl activity) {
        requireDelegate(task);
    }

    @Override
    public void parseBusinessRuleTask(Element task, ScopeImpl scope, ActivityImpl activity) {
        requireDelegate(task);
    }

    private static void requireDelegate(Element task) {
        for (var binding : new String[] {"class", "type"}) {
            var value = task.attributeNS(BpmnParse.CAMUNDA_BPMN_EXTENSIONS_NS, binding);
            if (value != null) {
                throw refusal(task, "is bound by camunda:%s=\"%s\"".formatted(binding, value));
            }
        }
    }

    private static ProcessEngineException refusal(Element task, String reason) {
        return new ProcessEngineException(
                "Task '%s' %s; bind it to a delegate of this release: camunda:delegateExpression=\"${%s}\""
                        .formatted(task.attribute("name"), reason, task.attribute("id")));
    }
}
