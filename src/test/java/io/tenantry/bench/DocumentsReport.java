package io.tenantry.bench;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What documents cost, as a table for people and as JSON.
 *
 * @param cold the first ones of the application
 * @param warm those after them
 */
record DocumentsReport(Map<String, String> machine, int lines, Spent cold, Spent warm, Sizes sizes) {

    /** The mean of each kind, in bytes. */
    record Sizes(long pdf, long facturX, long ubl) {}

    private static final String ROW = "%-22s %12s %10s %12s %10s%n";

    void write(Path directory) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("documents.txt"), text());
        JsonMapper.builder()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build()
                .writeValue(directory.resolve("documents.json").toFile(), json());
    }

    String text() {
        var text = new StringBuilder("Documents of %,d invoices with %d lines: PDF/A-3 with Factur-X, and UBL%n%n"
                .formatted(warm.times(), lines));
        machine.forEach((name, value) -> text.append("%-20s %s%n".formatted(name, value)));
        text.append("%n".formatted());
        text.append(ROW.formatted("", "wall ms", "CPU ms per", "invoice", ""));
        text.append(ROW.formatted("", "each", "JVM", "PostgreSQL", "together"));
        text.append(row("the first ones", cold));
        text.append(row("those after them", warm));
        text.append("%nBytes on average: PDF %,d, Factur-X %,d, UBL %,d.%n"
                .formatted(sizes.pdf(), sizes.facturX(), sizes.ubl()));
        return text.toString().replaceAll(" +(?=\\R)", "");
    }

    private static String row(String name, Spent spent) {
        return ROW.formatted(name, spent.busyEach(), spent.jvmEach(), spent.postgresEach(), spent.cpuEach());
    }

    private Map<String, Object> json() {
        var json = new LinkedHashMap<String, Object>();
        json.put("invoices", warm.times());
        json.put("lines", lines);
        json.put("machine", machine);
        json.put("cold", figures(cold));
        json.put("warm", figures(warm));
        json.put("bytes", sizes);
        return json;
    }

    private static Map<String, Object> figures(Spent spent) {
        var figures = new LinkedHashMap<String, Object>();
        figures.put("wallMillisPerInvoice", spent.busyEach());
        figures.put("jvmCpuMillisPerInvoice", spent.jvmEach());
        figures.put("postgresCpuMillisPerInvoice", spent.postgresEach());
        figures.put("cpuMillisPerInvoice", spent.cpuEach());
        return figures;
    }
}
