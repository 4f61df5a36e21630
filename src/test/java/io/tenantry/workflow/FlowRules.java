package io.tenantry.workflow;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.ConditionExpression;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.Event;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.IntermediateCatchEvent;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.Task;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnEdge;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnShape;

/** What a diagram's events, branches and drawing must keep to. Each finding is a sentence for who edited the diagram. */
final class FlowRules {

    private static final Pattern EXPRESSION = Pattern.compile("[$#]\\{.*}");

    /** What a branch may ask: variables, compared with words and numbers, joined by and. */
    private static final Pattern CONDITION =
            Pattern.compile("\\$\\{!?\\w+( (==|!=|>) ('\\w+'|\\d+))?( && !?\\w+( (==|!=|>) ('\\w+'|\\d+))?)*}");

    private final Diagram diagram;
    private final List<String> findings = new ArrayList<>();

    private FlowRules(Diagram diagram) {
        this.diagram = diagram;
    }

    static List<String> findingsOf(Diagram diagram) {
        var rules = new FlowRules(diagram);
        rules.events();
        rules.gatewaysAndFlows();
        rules.drawing();
        return rules.findings;
    }

    private void events() {
        diagram.each(Event.class).forEach(event -> {
            require(
                    event.getName() != null,
                    "Event '%s' in %s needs a label: the state that is reached",
                    event.getId(),
                    diagram);
            require(
                    event.getName() == null || event.getId().equals(Diagram.camelCase(event.getName())),
                    "Event '%s' in %s must have the id '%s', not '%s'",
                    event.getName(),
                    diagram,
                    Diagram.camelCase(String.valueOf(event.getName())),
                    event.getId());
        });
        diagram.each(TimerEventDefinition.class)
                .forEach(timer -> require(
                        EXPRESSION.matcher(timer.getTextContent().strip()).matches(),
                        "A timer in %s is fixed to '%s'; let it read a variable",
                        diagram,
                        timer.getTextContent().strip()));
    }

    private void gatewaysAndFlows() {
        diagram.each(ExclusiveGateway.class)
                .filter(gateway -> gateway.getOutgoing().size() > 1)
                .forEach(gateway -> {
                    require(
                            String.valueOf(gateway.getName()).endsWith("?"),
                            "Gateway '%s' in %s must ask a question",
                            gateway.getId(),
                            diagram);
                    require(
                            gateway.getDefault() != null,
                            "Gateway '%s' in %s needs a default flow, or a case that nobody thought of stops the process",
                            gateway.getName(),
                            diagram);
                    gateway.getOutgoing().forEach(flow -> branch(gateway, flow));
                });
        diagram.each(ConditionExpression.class)
                .forEach(condition -> require(
                        CONDITION.matcher(condition.getTextContent().strip()).matches(),
                        "The condition %s in %s computes something; let a decision or a delegate say it and compare a variable",
                        condition.getTextContent().strip(),
                        diagram));
    }

    private void branch(ExclusiveGateway gateway, SequenceFlow flow) {
        require(flow.getName() != null, "A flow out of '%s' in %s needs a label", gateway.getName(), diagram);
        require(
                flow.getId().startsWith("flow_"),
                "Flow '%s' out of '%s' in %s needs an id that says its case, such as flow_parentMissing",
                flow.getId(),
                gateway.getName(),
                diagram);
        require(
                flow.equals(gateway.getDefault()) != (flow.getConditionExpression() != null),
                "Flow '%s' out of '%s' in %s needs a condition, and the default flow none",
                flow.getName(),
                gateway.getName(),
                diagram);
    }

    private void drawing() {
        var drawn = diagram.each(BpmnShape.class)
                .map(shape -> shape.getBpmnElement().getId())
                .collect(Collectors.toSet());
        diagram.each(FlowNode.class)
                .forEach(node -> require(
                        drawn.contains(node.getId()),
                        "'%s' in %s is not drawn; open and save the file in Camunda Modeler",
                        node.getId(),
                        diagram));
        var lines = diagram.each(BpmnEdge.class)
                .map(edge -> edge.getBpmnElement().getId())
                .collect(Collectors.toSet());
        diagram.each(SequenceFlow.class)
                .forEach(flow -> require(
                        lines.contains(flow.getId()),
                        "Flow '%s' in %s is not drawn; open and save the file in Camunda Modeler",
                        flow.getId(),
                        diagram));
        diagram.each(FlowNode.class).forEach(this::connected);
    }

    private void connected(FlowNode node) {
        require(
                node instanceof EndEvent || !node.getOutgoing().isEmpty(),
                "'%s' in %s leads nowhere; draw a flow out of it",
                node.getId(),
                diagram);
        require(
                node instanceof BoundaryEvent
                        || !(node instanceof IntermediateCatchEvent || node instanceof Task || node instanceof EndEvent)
                        || !node.getIncoming().isEmpty(),
                "'%s' in %s is never reached; draw a flow into it",
                node.getId(),
                diagram);
    }

    private void require(boolean kept, String finding, Object... about) {
        if (!kept) {
            findings.add(finding.formatted(about));
        }
    }
}
