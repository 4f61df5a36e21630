package io.tenantry.bench;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.tenantry.connector.Endpoint;
import io.tenantry.sandbox.Sandbox;
import io.tenantry.sandbox.SandboxSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.slf4j.LoggerFactory;

/**
 * The outside world in a process of its own, in memory and on free ports: what it spends is not our cost. It ends with
 * whoever started it, even if that one is killed.
 */
record SandboxProcess(Process process, String url, int smtpPort) implements AutoCloseable {

    private static final String READY = "sandbox ready at ";

    /** What is read here ends when the starter does. */
    public static void main(String[] arguments) throws IOException {
        // Without Spring Boot's logging each request would be written out in detail.
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        try (var sandbox = Sandbox.start(SandboxSettings.inMemory())) {
            System.out.println(READY + sandbox.baseUrl() + " " + sandbox.smtpPort());
            System.in.transferTo(System.out);
        }
        System.exit(0);
    }

    static SandboxProcess start() throws IOException {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SandboxProcess.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        var ready = output.lines()
                .filter(line -> line.startsWith(READY))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The sandbox did not start; see its error above"));
        var addresses = ready.substring(READY.length()).split(" ");
        return new SandboxProcess(process, addresses[0], Integer.parseInt(addresses[1]));
    }

    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** How many mails have arrived since the last call; they are thrown away, or their PDFs would fill its memory. */
    int takeMails() throws IOException, InterruptedException {
        var mails = URI.create(url + "/sandbox/mail");
        var http = HttpClient.newHttpClient();
        var list = http.send(HttpRequest.newBuilder(mails).build(), BodyHandlers.ofString());
        http.send(HttpRequest.newBuilder(mails).DELETE().build(), BodyHandlers.discarding());
        return Endpoint.JSON.readTree(list.body()).size();
    }

    /** Has Partner Center be as strict as that. */
    void behave(Map<String, ?> wish) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(url + "/sandbox/behaviour"))
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofString(Endpoint.JSON.writeValueAsString(wish)))
                .build();
        var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("The sandbox refuses " + wish + ": " + answer.body());
        }
    }

    /** How often it has answered so since it started. */
    int answered(int status) throws IOException, InterruptedException {
        var statuses = URI.create(url + "/sandbox/requests/statuses");
        var answer =
                HttpClient.newHttpClient().send(HttpRequest.newBuilder(statuses).build(), BodyHandlers.ofString());
        return Endpoint.JSON
                .readTree(answer.body())
                .path(Integer.toString(status))
                .asInt();
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        process.destroy();
    }
}
