package io.tenantry.bench;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The figures of the syncs, as a table for people and as JSON. */
record SyncBenchReport(Map<String, String> machine, int tenants, int subscriptions, List<SyncFigures> syncs) {

    /** What the application keeps to unless told otherwise; see SyncProperties. */
    private static final int DOCUMENTED_PACE = 400;

    private static final int BURST = 100;

    void write(Path directory) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("sync.txt"), text());
        JsonMapper.builder()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build()
                .writeValue(directory.resolve("sync.json").toFile(), json());
    }

    String text() {
        var text = new StringBuilder(
                "Syncs of %,d tenants with %d subscriptions each%n%n".formatted(tenants, subscriptions));
        machine.forEach((name, value) -> text.append("%-20s %s%n".formatted(name, value)));
        text.append("%n%s%n".formatted(SyncFigures.HEAD));
        syncs.forEach(sync -> text.append(sync.row()).append("%n".formatted()));
        text.append("%nAt the default pace of %d requests a minute the calls alone take %s.%n"
                .formatted(DOCUMENTED_PACE, atDocumentedPace()));
        return text.append("CPU in ms per tenant: ours (JVM), PostgreSQL's, and the provider's (out).\n")
                .toString();
    }

    private Duration atDocumentedPace() {
        return Duration.ofSeconds((long) (tenants - Math.min(tenants, BURST)) * 60 / DOCUMENTED_PACE);
    }

    private Map<String, Object> json() {
        var json = new LinkedHashMap<String, Object>();
        json.put("tenants", tenants);
        json.put("subscriptionsEach", subscriptions);
        json.put("machine", machine);
        json.put("secondsAtDefaultPace", atDocumentedPace().toSeconds());
        json.put("syncs", syncs.stream().map(SyncBenchReport::figures).toList());
        return json;
    }

    private static Map<String, Object> figures(SyncFigures sync) {
        var figures = new LinkedHashMap<String, Object>();
        figures.put("sync", sync.name());
        figures.put("wallMillis", sync.spent().wall().toMillis());
        figures.put("tenantsPerSecond", sync.spent().perSecond());
        figures.put("jvmCpuMillisPerTenant", sync.spent().jvmEach());
        figures.put("postgresCpuMillisPerTenant", sync.spent().postgresEach());
        figures.put("outsideCpuMillisPerTenant", sync.spent().outsideEach());
        figures.put("numbers", sync.numbers());
        figures.put("liveMegabytesBefore", sync.memory().before());
        figures.put("liveMegabytes", sync.memory().live());
        figures.put("largestResidentMegabytes", sync.memory().resident());
        figures.put("throttled", sync.throttled());
        figures.put("jobs", sync.jobs());
        return figures;
    }
}
