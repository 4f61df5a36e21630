package io.tenantry.scenario;

import io.tenantry.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** The application that is killed and comes back, on the same data and settings each time. */
final class MortalNode implements AutoCloseable {

    /** Quick tries, short pauses and little patience, so that much happens in little time. */
    private static final String[] HASTE = {
        "tenantry.polling.shortest=PT1S",
        "tenantry.polling.longest=PT3S",
        "tenantry.telling.longest=PT20S",
        "tenantry.telling.lists-lag=PT2S",
        "tenantry.partner-center.read-timeout=3s",
        "camunda.bpm.job-execution.lock-time-in-millis=10000",
        "camunda.bpm.job-execution.max-wait=1000",
        "camunda.bpm.generic-properties.properties.failed-job-retry-time-cycle=R30/PT1S"
    };

    private final Path directory;
    private final Sandbox sandbox;
    private final Outside outside;
    private final String[] settings;
    private RunningApplication running;
    private int kills;

    MortalNode(Path directory, Sandbox sandbox, String databaseUrl) throws IOException {
        this.directory = directory;
        this.sandbox = sandbox;
        this.outside = new Outside(sandbox.baseUrl());
        this.settings = Stream.concat(
                        Stream.of(HASTE),
                        Stream.of("spring.datasource.url=" + databaseUrl, "spring.datasource.username=postgres"))
                .toArray(String[]::new);
        rise();
    }

    private void rise() throws IOException {
        running = RunningApplication.start(directory, sandbox, settings);
        var url = running.address() + "/webhooks/partner-center";
        Awaitility.await("hints to the new address").ignoreExceptions().untilAsserted(() -> outside.sendsHintsTo(url));
    }

    void dieAndRise() throws IOException {
        running.kill();
        kills++;
        rise();
    }

    int kills() {
        return kills;
    }

    Api as(String logIn) {
        return running.as(logIn);
    }

    @Override
    public void close() {
        running.close();
    }
}
