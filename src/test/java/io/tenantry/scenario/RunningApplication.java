package io.tenantry.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenantry.Application;
import io.tenantry.sandbox.Sandbox;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;

/** The whole application as a process of its own, so that it can be killed while the outside world lives on. */
final class RunningApplication implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Process process;
    private final Path log;
    private final String url;

    private RunningApplication(Process process, Path log, int port) {
        this.process = process;
        this.log = log;
        this.url = "http://localhost:" + port;
    }

    /**
     * Starts it on the data in {@code directory} and waits until it is ready.
     *
     * @param settings more properties, such as {@code server.port=0}
     */
    static RunningApplication start(Path directory, Sandbox sandbox, String... settings) throws IOException {
        var port = freePort();
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPathOfTheApplication(),
                Application.class.getName(),
                "--server.port=" + port,
                "--tenantry.postgres.directory=" + directory.resolve("postgres"),
                "--tenantry.secret-key-file=" + directory.resolve("secret.key"),
                "--tenantry.sandbox.url=" + sandbox.baseUrl(),
                "--tenantry.sandbox.smtp-port=" + sandbox.smtpPort()));
        for (var setting : settings) {
            command.add("--" + setting);
        }
        var log = Files.createTempFile(directory, "application", ".log");
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        var application = new RunningApplication(process, log, port);
        application.awaitReadiness();
        return application;
    }

    /** Without the settings that tests lay on top, which would keep its jobs from running. */
    private static String classPathOfTheApplication() {
        var all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Arrays.stream(all.split(File.pathSeparator))
                .filter(entry -> !Path.of(entry).endsWith("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** As {@code kill -9} does it: no hook runs, nothing is said good-bye to. */
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** Where the outside world finds it; another port after each start. */
    String address() {
        return url;
    }

    Api as(String logIn) {
        return new Api(RestClient.builder()
                .baseUrl(url)
                .defaultHeaders(headers -> headers.setBasicAuth(logIn, "demo"))
                .defaultStatusHandler(HttpStatusCode::isError, (request, response) -> {})
                .build());
    }

    /** Looks at a path again and again until what is there is as wanted. */
    JsonNode await(String path, Predicate<JsonNode> wanted) {
        return Awaitility.await(path)
                .atMost(PATIENCE)
                .pollInterval(PAUSE)
                .until(() -> as("operator").get(path), wanted);
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }

    private void awaitReadiness() {
        var client = RestClient.builder()
                .baseUrl(url)
                .defaultStatusHandler(HttpStatusCode::isError, (request, response) -> {})
                .build();
        try {
            Awaitility.await("readiness").atMost(PATIENCE).pollInterval(PAUSE).until(() -> {
                assertThat(process.isAlive()).as(this::tail).isTrue();
                return isReady(client);
            });
        } catch (RuntimeException | AssertionError notReady) {
            close();
            throw notReady;
        }
    }

    private static boolean isReady(RestClient client) {
        try {
            return client.get()
                    .uri("/actuator/health/readiness")
                    .retrieve()
                    .toBodilessEntity()
                    .getStatusCode()
                    .is2xxSuccessful();
        } catch (ResourceAccessException notYet) {
            return false;
        }
    }

    private String tail() {
        try {
            var lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
        } catch (IOException unreadable) {
            return unreadable.toString();
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
