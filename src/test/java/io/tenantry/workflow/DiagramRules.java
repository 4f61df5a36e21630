package io.tenantry.workflow;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.Documentation;
import org.camunda.bpm.model.bpmn.instance.Error;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Message;
import org.camunda.bpm.model.bpmn.instance.MultiInstanceLoopCharacteristics;
import org.camunda.bpm.model.bpmn.instance.Script;
import org.camunda.bpm.model.bpmn.instance.ScriptTask;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.Task;
import org.camunda.bpm.model.bpmn.instance.UserTask;

/**
 * What a diagram must keep to so that it runs, and so that people find their way from the picture to the code. Each
 * finding is a sentence for the person who edited the diagram.
 */
final class DiagramRules {

    private static final int LONGEST_LABEL_IN_WORDS = 4;
    private static final Set<String> ROLES =
            Set.of("administrator", "operator", "billing-manager", "process-owner", "auditor");
    private static final List<String> RUNBOOK = List.of("What it does:", "What can go wrong:", "What to do:", "Retry:");

    private final Diagram diagram;
    private final List<String> findings = new ArrayList<>();

    private DiagramRules(Diagram diagram) {
        this.diagram = diagram;
    }

    static List<String> findingsOf(Diagram diagram) {
        var rules = new DiagramRules(diagram);
        rules.names();
        rules.tasks();
        rules.serviceTasks();
        rules.userTasks();
        rules.decisions();
        rules.findings.addAll(FlowRules.findingsOf(diagram));
        return rules.findings;
    }

    private void names() {
        var process = diagram.process();
        require(
                diagram.file().equals(process.getId() + ".bpmn"),
                "The process in %s must have the file's name as its id, not '%s'",
                diagram,
                process.getId());
        require(
                "P2555D".equals(process.getCamundaHistoryTimeToLiveString()),
                "%s touches money: set its history time to live to P2555D",
                diagram);
        require(process.isExecutable(), "%s is not marked as executable", diagram);
        require(process.getName() != null, "%s needs a name that people read in Cockpit", diagram);
        require(
                exists("io.tenantry.workflow." + diagram.folder() + "." + diagram.javaName() + "Process"),
                "%s has no door: write workflow/%s/%sProcess.java",
                diagram,
                diagram.folder(),
                diagram.javaName());
        diagram.each(Message.class)
                .forEach(message -> require(
                        existsInAModule(message.getName()),
                        "Message '%s' in %s must be named like a domain event, but there is no such record",
                        message.getName(),
                        diagram));
        diagram.each(Error.class)
                .forEach(error -> require(
                        existsInAModule(error.getName()) && error.getName().equals(error.getErrorCode()),
                        "Error '%s' in %s must be named and coded like an exception of the domain",
                        error.getName(),
                        diagram));
    }

    private void tasks() {
        diagram.each(Task.class).forEach(task -> {
            label(task);
            runbook(task);
            require(
                    !(task instanceof ScriptTask),
                    "Task '%s' in %s is a script; write a class for it",
                    task.getName(),
                    diagram);
            require(
                    task.getClass().getSimpleName().matches("(Service|User|BusinessRule)TaskImpl"),
                    "Task '%s' in %s has no kind; make it a service task, a user task or a business rule task",
                    task.getName(),
                    diagram);
        });
        diagram.each(SubProcess.class).forEach(this::runbook);
        require(diagram.each(Script.class).findAny().isEmpty(), "%s holds a script; write a class for it", diagram);
    }

    private void label(Task task) {
        if (task.getName() == null || task.getName().isBlank()) {
            findings.add("Task '%s' in %s has no label".formatted(task.getId(), diagram));
            return;
        }
        require(
                task.getName().split(" ").length <= LONGEST_LABEL_IN_WORDS,
                "Task '%s' in %s is too long a label; use a verb and an object in at most four words",
                task.getName(),
                diagram);
        require(
                task.getId().equals(Diagram.camelCase(task.getName())),
                "Task '%s' in %s must have the id '%s', not '%s': label, id and class are the same words",
                task.getName(),
                diagram,
                Diagram.camelCase(task.getName()),
                task.getId());
    }

    private void runbook(FlowNode node) {
        var text = node.getDocumentations().stream()
                .map(Documentation::getTextContent)
                .collect(Collectors.joining());
        require(
                RUNBOOK.stream().allMatch(text::contains),
                "'%s' in %s needs a note for the operator who must retry it, with the lines %s",
                node.getName(),
                diagram,
                RUNBOOK);
    }

    private void serviceTasks() {
        diagram.each(ServiceTask.class).forEach(task -> {
            var type = diagram.className(task.getId());
            require(
                    ("${" + task.getId() + "}").equals(task.getCamundaDelegateExpression()),
                    "Task '%s' in %s must call '${%s}', not '%s'",
                    task.getName(),
                    diagram,
                    task.getId(),
                    task.getCamundaDelegateExpression());
            require(
                    exists(type),
                    "Task '%s' in %s is not implemented: write workflow/%s/%s.java",
                    task.getName(),
                    diagram,
                    diagram.folder(),
                    Diagram.capitalised(task.getId()));
            require(
                    !exists(type) || JavaDelegate.class.isAssignableFrom(load(type)),
                    "Class %s must implement JavaDelegate to be the task '%s'",
                    type,
                    task.getName());
            require(
                    task.isCamundaAsyncBefore(),
                    "Task '%s' in %s must be its own job: tick 'Asynchronous before'",
                    task.getName(),
                    diagram);
            require(
                    task.isCamundaExclusive() || isInParallelLanes(task),
                    "Task '%s' in %s must stay exclusive",
                    task.getName(),
                    diagram);
        });
    }

    /** Lanes of one instance would wait for each other if their jobs were exclusive. */
    private static boolean isInParallelLanes(ServiceTask task) {
        return task.getParentElement() instanceof SubProcess lanes
                && lanes.getLoopCharacteristics() instanceof MultiInstanceLoopCharacteristics loop
                && !loop.isSequential();
    }

    private void userTasks() {
        diagram.each(UserTask.class).forEach(task -> {
            var groups = task.getCamundaCandidateGroupsList();
            require(
                    !groups.isEmpty() && ROLES.containsAll(groups),
                    "User task '%s' in %s needs candidate groups out of %s, not %s",
                    task.getName(),
                    diagram,
                    ROLES,
                    groups);
            require(
                    task.getCamundaAssignee() == null,
                    "User task '%s' in %s belongs to a role, not to '%s'",
                    task.getName(),
                    diagram,
                    task.getCamundaAssignee());
            require(
                    doorMentions(task.getId()),
                    "Nothing completes user task '%s' of %s: let %sProcess listen to a domain event for '%s'",
                    task.getName(),
                    diagram,
                    diagram.javaName(),
                    task.getId());
        });
    }

    private boolean doorMentions(String task) {
        var door = Path.of("src/main/java/io/tenantry/workflow", diagram.folder(), diagram.javaName() + "Process.java");
        try {
            return Files.exists(door) && Files.readString(door).contains('"' + task + '"');
        } catch (java.io.IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    private void decisions() {
        diagram.each(BusinessRuleTask.class).forEach(task -> {
            require(
                    String.valueOf(task.getName()).matches("(Match|Check|Choose) .*"),
                    "Decision '%s' in %s must start with Match, Check or Choose",
                    task.getName(),
                    diagram);
            require(
                    Files.exists(Path.of("dmn", task.getCamundaDecisionRef() + ".dmn")),
                    "Decision '%s' in %s asks the table '%s', but there is no dmn/%s.dmn",
                    task.getName(),
                    diagram,
                    task.getCamundaDecisionRef(),
                    task.getCamundaDecisionRef());
            require(
                    task.getCamundaDecisionRefBinding() == null
                            || task.getCamundaDecisionRefBinding().equals("latest"),
                    "Decision '%s' in %s must use the latest table, so that a corrected one heals what waits",
                    task.getName(),
                    diagram);
            require(
                    task.getCamundaMapDecisionResult() != null,
                    "Decision '%s' in %s must say how its result is read (singleResult, resultList)",
                    task.getName(),
                    diagram);
            require(
                    task.getCamundaResultVariable() == null,
                    "Decision '%s' in %s must not keep the whole result; map it to plain variables",
                    task.getName(),
                    diagram);
        });
    }

    private void require(boolean kept, String finding, Object... about) {
        if (!kept) {
            findings.add(finding.formatted(about));
        }
    }

    private static boolean existsInAModule(String simpleName) {
        return Stream.of(
                        "shared",
                        "remediation",
                        "provider",
                        "sync",
                        "customer",
                        "contract",
                        "subscription",
                        "invoicing",
                        "postinvoice")
                .anyMatch(module -> exists("io.tenantry." + module + "." + simpleName));
    }

    private static boolean exists(String type) {
        return load(type) != null;
    }

    private static Class<?> load(String type) {
        try {
            return Class.forName(type);
        } catch (ClassNotFoundException | NoClassDefFoundError missing) {
            return null;
        }
    }
}
