package io.tenantry.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenantry.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/** The application that is killed and comes back, on the same data and settings each time. */
final class MortalNode implements AutoCloseable {

    /** Quick tries, short pauses and little patience, so that much happens in little time. */
    private static final Map<String, String> HASTE = Map.of(
            "tenantry.polling.shortest", "PT1S",
            "tenantry.polling.longest", "PT3S",
            "tenantry.telling.longest", "PT20S",
            "tenantry.telling.lists-lag", "PT2S",
            "tenantry.partner-center.read-timeout", "3s",
            "camunda.bpm.job-execution.lock-time-in-millis", "10000",
            "camunda.bpm.job-execution.max-wait", "1000",
            "camunda.bpm.generic-properties.properties.failed-job-retry-time-cycle", "R30/PT1S");

    private final Path directory;
    private final Sandbox sandbox;
    private final Outside outside;
    private final String[] settings;
    private RunningApplication running;
    private int kills;

    MortalNode(Path directory, Sandbox sandbox, String databaseUrl) throws IOException {
        this(directory, sandbox, databaseUrl, Map.of());
    }

    /** @param otherwise settings that differ from those in haste */
    MortalNode(Path directory, Sandbox sandbox, String databaseUrl, Map<String, String> otherwise) throws IOException {
        this.directory = directory;
        this.sandbox = sandbox;
        this.outside = new Outside(sandbox.baseUrl());
        var all = new HashMap<>(HASTE);
        all.putAll(otherwise);
        all.put("spring.datasource.url", databaseUrl);
        all.put("spring.datasource.username", "postgres");
        this.settings = all.entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new);
        rise();
    }

    void rise() throws IOException {
        running = RunningApplication.start(directory, sandbox, settings);
        var url = running.address() + "/webhooks/partner-center";
        Awaitility.await("hints to the new address").ignoreExceptions().untilAsserted(() -> outside.sendsHintsTo(url));
    }

    void die() {
        running.kill();
        kills++;
    }

    void dieAndRise() throws IOException {
        die();
        rise();
    }

    int kills() {
        return kills;
    }

    Api as(String logIn) {
        return running.as(logIn);
    }

    JsonNode await(String path, Predicate<JsonNode> wanted) {
        return running.await(path, wanted);
    }

    @Override
    public void close() {
        running.close();
    }
}
