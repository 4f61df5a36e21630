package io.tenantry.bench;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The figures of all months, as a table for people and as JSON. */
record BillingReport(
        Map<String, String> machine,
        int contracts,
        int changedPermille,
        List<MonthFigures> months,
        PlanFigures plan,
        PreviewFigures previews) {

    void write(Path directory) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("billing.txt"), text());
        JsonMapper.builder()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build()
                .writeValue(directory.resolve("billing.json").toFile(), json());
    }

    String text() {
        var text = new StringBuilder(
                "Billing runs over %,d contracts with 1 to 5 subscriptions, of which %d in 1,000 change each month%n%n"
                        .formatted(contracts, changedPermille));
        machine.forEach((name, value) -> text.append("%-20s %s%n".formatted(name, value)));
        text.append("%n%s%n".formatted(MonthFigures.HEAD));
        for (var month = 0; month < months.size(); month++) {
            text.append(months.get(month).row(month + 1)).append("%n".formatted());
        }
        text.append("%nMonth %d costs %s times the CPU of month %d per invoice.%n%s%n%s%n"
                .formatted(months.size(), lastToThird(), third() + 1, plan.text(), previews.text()));
        text.append(
                """

                CPU is per invoice, JVM and PostgreSQL together; the floor is PostgreSQL's for the bare rows. The lanes call
                the run themselves; in production each chunk of 200 contracts is one job of the engine besides.
                """);
        return text.toString();
    }

    /** CPU per invoice: how much dearer the last month is than the third, when all is warm. */
    private BigDecimal lastToThird() {
        var third = months.get(third()).spent().cpuEach();
        var last = months.get(months.size() - 1).spent().cpuEach();
        return last.divide(third, 2, RoundingMode.HALF_UP);
    }

    private int third() {
        return Math.min(2, months.size() - 1);
    }

    private Map<String, Object> json() {
        var json = new LinkedHashMap<String, Object>();
        json.put("contracts", contracts);
        json.put("changedPermille", changedPermille);
        json.put("machine", machine);
        json.put("lastMonthToThird", lastToThird());
        json.put("plan", plan);
        json.put("previews", previews);
        json.put("months", months.stream().map(BillingReport::figures).toList());
        return json;
    }

    private static Map<String, Object> figures(MonthFigures month) {
        var figures = new LinkedHashMap<String, Object>();
        figures.put("invoices", month.spent().times());
        figures.put("lines", month.lines());
        figures.put("invoicesPerSecond", month.spent().perSecond());
        figures.put("cpuMillisPerInvoice", month.spent().cpuEach());
        figures.put("jvmCpuMillisPerInvoice", month.spent().jvmEach());
        figures.put("postgresCpuMillisPerInvoice", month.spent().postgresEach());
        figures.put("floorCpuMillisPerInvoice", month.floorEach());
        figures.put("timesFloor", month.timesFloor());
        figures.put("heapMegabytes", month.heapMegabytes());
        figures.put("largestResidentMegabytes", month.residentMegabytes());
        figures.put("postgresMegabytes", month.postgresMegabytes());
        return figures;
    }
}
