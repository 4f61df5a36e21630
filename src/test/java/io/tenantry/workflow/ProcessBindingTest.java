package io.tenantry.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.workflow.engine.UserTaskCondition;
import java.beans.Introspector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.Task;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each diagram of {@code bpmn/} and its code are one thing with one name. Run it after each change to a diagram: it says
 * in words what is missing.
 */
class ProcessBindingTest {

    private static final Path FOLDERS = Path.of("src/main/java/io/tenantry/workflow");
    private static final Set<String> NO_PROCESSES = Set.of("engine", "operations");

    static List<Diagram> diagrams() {
        return Diagram.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("diagrams")
    void keepsToTheRules(Diagram diagram) {
        assertThat(String.join("\n", DiagramRules.findingsOf(diagram))).isEmpty();
    }

    @Test
    void usesEachTaskLabelOnceInTheWholeSystem() {
        var places = new HashMap<String, List<String>>();
        for (var diagram : Diagram.all()) {
            diagram.each(Task.class).forEach(task -> places.computeIfAbsent(task.getName(), label -> new ArrayList<>())
                    .add(diagram.file()));
        }

        places.forEach((label, files) -> assertThat(files)
                .as("Task '%s' is used twice; whoever searches for it must find one", label)
                .hasSize(1));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("diagrams")
    void hasNoClassWithoutATask(Diagram diagram) throws IOException {
        var known = Stream.concat(
                        Stream.of("Process", "Data").map(part -> diagram.javaName() + part),
                        diagram.each(ServiceTask.class).map(task -> Diagram.capitalised(task.getId())))
                .collect(Collectors.toSet());
        for (var type : classesIn(FOLDERS.resolve(diagram.folder()))) {
            assertThat(known.contains(type) || isReadBy(diagram, type) || isConditionOfATask(diagram, type))
                    .as("Class %s belongs to no task of %s; delete it, or give the task that name", type, diagram)
                    .isTrue();
        }
    }

    /** A setting that an expression of the diagram reads, such as a timer. */
    private static boolean isReadBy(Diagram diagram, String type) throws IOException {
        return Files.readString(Path.of("bpmn", diagram.file())).contains("${" + Introspector.decapitalize(type) + ".");
    }

    @Test
    void hasADiagramForEachFolder() throws IOException {
        var drawn = Diagram.all().stream().map(Diagram::folder).collect(Collectors.toSet());
        try (var folders = Files.list(FOLDERS)) {
            for (var folder : folders.filter(Files::isDirectory).toList()) {
                var name = folder.getFileName().toString();

                assertThat(NO_PROCESSES.contains(name) || drawn.contains(name))
                        .as("Folder workflow/%s has no diagram in bpmn/", name)
                        .isTrue();
            }
        }
    }

    private static boolean isConditionOfATask(Diagram diagram, String type) {
        return diagram.each(UserTask.class)
                        .anyMatch(task -> Diagram.capitalised(task.getId()).equals(type))
                && isCondition("io.tenantry.workflow." + diagram.folder() + "." + type);
    }

    private static boolean isCondition(String type) {
        try {
            return UserTaskCondition.class.isAssignableFrom(Class.forName(type));
        } catch (ClassNotFoundException missing) {
            throw new AssertionError("Class " + type + " cannot be loaded", missing);
        }
    }

    private static List<String> classesIn(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".java") && !file.equals("package-info.java"))
                    .map(file -> file.replace(".java", ""))
                    .toList();
        }
    }
}
