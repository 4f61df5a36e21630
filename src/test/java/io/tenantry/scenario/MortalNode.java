package io.tenantry.scenario;

import io.tenantry.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Path;

/** The application that is killed and comes back, on the same data and settings each time. */
final class MortalNode implements AutoCloseable {

    /** Quick tries, short pauses and little patience, so that much happens in little time. */
    private static final String[] HASTE = {
        "tenantry.change.poll-after=PT1S",
        "tenantry.provisioning.poll-after=PT1S",
        "tenantry.partner-center.read-timeout=3s",
        "camunda.bpm.job-execution.lock-time-in-millis=10000",
        "camunda.bpm.job-execution.max-wait=1000",
        "camunda.bpm.generic-properties.properties.failed-job-retry-time-cycle=R30/PT1S"
    };

    private final Path directory;
    private final Sandbox sandbox;
    private final String[] settings;
    private RunningApplication running;
    private int kills;

    MortalNode(Path directory, Sandbox sandbox, String databaseUrl) throws IOException {
        this.directory = directory;
        this.sandbox = sandbox;
        this.settings = new String[HASTE.length + 2];
        System.arraycopy(HASTE, 0, settings, 0, HASTE.length);
        settings[HASTE.length] = "spring.datasource.url=" + databaseUrl;
        settings[HASTE.length + 1] = "spring.datasource.username=postgres";
        rise();
    }

    private void rise() throws IOException {
        running = RunningApplication.start(directory, sandbox, settings);
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
