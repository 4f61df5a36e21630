package io.tenantry.bench;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The figures of one run, as a table for people and as JSON.
 *
 * @param jobs of the engine's run; {@code retried} of them had failed and were tried again
 * @param engine the run with the engine
 * @param steps the same steps without it, each alone
 */
record Report(Map<String, String> machine, long jobs, long retried, Spent engine, Map<String, Spent> steps) {

    private static final String ROW = "%-28s %12s %12s %10s %12s %10s %14s%n";

    void write(Path directory) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("post-invoice.txt"), text());
        JsonMapper.builder()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build()
                .writeValue(directory.resolve("post-invoice.json").toFile(), json());
    }

    String text() {
        var text = new StringBuilder("Post-invoice run of %,d invoices, each with PDF, e-mail, posting and charge%n%n"
                .formatted(engine.times()));
        machine.forEach((name, value) -> text.append("%-20s %s%n".formatted(name, value)));
        text.append("%n".formatted());
        text.append(ROW.formatted("", "invoices", "wall ms", "", "CPU ms per", "invoice", "outside's"));
        text.append(ROW.formatted("", "per second", "per call", "JVM", "PostgreSQL", "together", "CPU ms"));
        text.append(row("with the engine", engine, false));
        text.append(row("the steps alone", alone(), false));
        steps.forEach((name, spent) -> text.append(row("  " + name, spent, true)));
        text.append(ROW.formatted(
                "the engine's own share",
                "",
                "",
                engine.jvmEach().subtract(alone().jvmEach()),
                engine.postgresEach().subtract(alone().postgresEach()),
                engineShare(),
                ""));
        text.append("%nThe engine ran %,d jobs (%s per invoice), of which %,d failed and were tried again.%n"
                .formatted(jobs, perInvoice(jobs), retried));
        return text.toString().replaceAll(" +(?=\\R)", "");
    }

    private static String row(String name, Spent spent, boolean withCalls) {
        return ROW.formatted(
                name,
                spent.perSecond(),
                withCalls ? spent.busyEach() : "",
                spent.jvmEach(),
                spent.postgresEach(),
                spent.cpuEach(),
                spent.outsideEach());
    }

    private Spent alone() {
        return steps.values().stream().reduce(Spent::plus).orElseThrow();
    }

    private BigDecimal engineShare() {
        return engine.cpuEach().subtract(alone().cpuEach());
    }

    private BigDecimal perInvoice(long count) {
        return BigDecimal.valueOf(count).divide(BigDecimal.valueOf(engine.times()), 1, RoundingMode.HALF_UP);
    }

    private Map<String, Object> json() {
        var json = new LinkedHashMap<String, Object>();
        json.put("invoices", engine.times());
        json.put("machine", machine);
        json.put("jobs", jobs);
        json.put("jobsRetried", retried);
        json.put("withEngine", figures(engine));
        json.put("stepsAlone", figures(alone()));
        json.put("engineCpuMillisPerInvoice", engineShare());
        List<Map<String, Object>> each = new ArrayList<>();
        steps.forEach((name, spent) -> {
            var step = new LinkedHashMap<String, Object>();
            step.put("step", name);
            step.put("wallMillisPerCall", spent.busyEach());
            step.putAll(figures(spent));
            each.add(step);
        });
        json.put("steps", each);
        return json;
    }

    private static Map<String, Object> figures(Spent spent) {
        var figures = new LinkedHashMap<String, Object>();
        figures.put("wallMillis", spent.wall().toMillis());
        figures.put("invoicesPerSecond", spent.perSecond());
        figures.put("jvmCpuMillisPerInvoice", spent.jvmEach());
        figures.put("postgresCpuMillisPerInvoice", spent.postgresEach());
        figures.put("cpuMillisPerInvoice", spent.cpuEach());
        figures.put("outsideCpuMillisPerInvoice", spent.outsideEach());
        return figures;
    }
}
