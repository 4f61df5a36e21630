package io.tenantry.workflow;

import java.beans.Introspector;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;

/** A diagram of {@code bpmn/} as the binding test reads it. */
record Diagram(String file, BpmnModelInstance model) {

    static List<Diagram> all() {
        try (var files = Files.list(Path.of("bpmn"))) {
            return files.sorted().map(Diagram::read).toList();
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    private static Diagram read(Path path) {
        try (InputStream xml = Files.newInputStream(path)) {
            return new Diagram(path.getFileName().toString(), Bpmn.readModelFromStream(xml));
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    Process process() {
        return model.getModelElementsByType(Process.class).iterator().next();
    }

    <T extends ModelElementInstance> Stream<T> each(Class<T> type) {
        return model.getModelElementsByType(type).stream();
    }

    /** {@code provider-sync} lives in {@code workflow.providersync}. */
    String folder() {
        return process().getId().replace("-", "");
    }

    /** {@code provider-sync} is {@code ProviderSync} in Java. */
    String javaName() {
        return Arrays.stream(process().getId().split("-"))
                .map(Diagram::capitalised)
                .collect(Collectors.joining());
    }

    String className(String elementId) {
        return "io.tenantry.workflow." + folder() + "." + capitalised(elementId);
    }

    static String capitalised(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }

    /** {@code Create invoice PDF} is {@code createInvoicePdf}; {@code Choose post-invoice steps} is {@code choosePostInvoiceSteps}. */
    static String camelCase(String label) {
        var words = label.replaceAll("[^A-Za-z0-9 -]", "").split("[ -]+");
        return Introspector.decapitalize(Arrays.stream(words)
                .map(word -> word.length() > 1 && word.equals(word.toUpperCase(java.util.Locale.ROOT))
                        ? word.charAt(0) + word.substring(1).toLowerCase(java.util.Locale.ROOT)
                        : capitalised(word))
                .collect(Collectors.joining()));
    }

    @Override
    public String toString() {
        return file;
    }
}
