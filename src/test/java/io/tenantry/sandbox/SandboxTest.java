package io.tenantry.sandbox;

import static io.tenantry.sandbox.SandboxClient.E5;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.ClassPathBeanDefinitionScanner;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.mock.env.MockEnvironment;

class SandboxTest {

    @TempDir
    private Path directory;

    @Test
    void keepsItsStateOverARestart() throws Exception {
        var settings = SandboxSettings.of(0, 0, directory.resolve("deep/sandbox.mv"));
        String subscription;
        String token;
        Instant moved;
        try (var sandbox = Sandbox.start(settings)) {
            var client = new SandboxClient(sandbox);
            token = client.signInWithConsent().at("/access_token");
            var contoso = client.tenant("Contoso Ltd", "contoso.example");
            subscription = client.buy(contoso, E5, 7);
            client.control("PUT", "/clock", "{\"now\":\"" + client.now().plus(Duration.ofMinutes(30)) + "\"}");
            client.fault("{\"kind\":\"THROTTLE\",\"pathPattern\":\"/v1/customers\"}");
            moved = client.now();
        }

        try (var sandbox = Sandbox.start(settings)) {
            var client = new SandboxClient(sandbox);
            client.useToken(token);

            assertThat(client.get(subscription).json().path("quantity").intValue())
                    .isEqualTo(7);
            assertThat(client.now()).isAfterOrEqualTo(moved);
            assertThat(client.get("/v1/customers").status()).isEqualTo(429);
            assertThat(client.carriedOut("/**/checkout", 201)).isEqualTo(1);
        }
    }

    @Test
    void hasOnFileWhatItHasAnsweredWhenItsProcessIsKilled() throws Exception {
        var store = directory.resolve("sandbox.mv");
        var process = processOn(store);
        try {
            var client = clientOf(process);
            client.signInWithConsent();
            var contoso = client.tenant("Contoso Ltd", "contoso.example");
            var subscription = client.buy(contoso, E5, 7);

            process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);

            try (var sandbox = Sandbox.start(SandboxSettings.of(0, 0, store))) {
                var survivor = new SandboxClient(sandbox);
                survivor.signInWithConsent();
                assertThat(survivor.get(subscription).json().path("quantity").intValue())
                        .isEqualTo(7);
            }
        } finally {
            process.destroyForcibly();
        }
    }

    /** The sandbox as a process of its own; it prints where it listens. */
    private Process processOn(Path store) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(
                        java,
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SandboxApplication.class.getName(),
                        "--sandbox.port=0",
                        "--sandbox.smtp-port=0",
                        "--sandbox.store=" + store)
                .redirectErrorStream(true)
                .start();
    }

    private static SandboxClient clientOf(Process process) throws IOException {
        var output = process.inputReader();
        for (var line = output.readLine(); line != null; line = output.readLine()) {
            if (line.contains("The sandbox is ready at ")) {
                return new SandboxClient(line.replaceAll(".*ready at (\\S+),.*", "$1"));
            }
        }
        throw new IllegalStateException("the sandbox ended with " + process.exitValue());
    }

    @Test
    void explainsThatItsStoreIsInUse() {
        var settings = SandboxSettings.of(0, 0, directory.resolve("sandbox.mv"));
        try (var first = Sandbox.start(settings)) {
            assertThat(first.port()).isPositive();

            assertThatThrownBy(() -> Sandbox.start(settings))
                    .hasStackTraceContaining("is used by another process; stop that one or name another file");
        }
    }

    @Test
    void explainsThatItsStoreCannotBeRead() throws Exception {
        var file = Files.writeString(directory.resolve("sandbox.mv"), "no store at all ".repeat(1000));

        assertThatThrownBy(() -> Sandbox.start(SandboxSettings.of(0, 0, file)))
                .hasStackTraceContaining("move it away to start afresh");
    }

    @Test
    void takesNoSettingOfTheApplicationThatItRunsIn() throws Exception {
        System.setProperty("server.port", "1");
        System.setProperty("server.servlet.context-path", "/elsewhere");
        System.setProperty("spring.main.web-application-type", "none");
        try (var sandbox = Sandbox.start(SandboxSettings.inMemory())) {
            var answer = new SandboxClient(sandbox).control("GET", "/clock", null);

            assertThat(answer.status()).isEqualTo(200);
            assertThat(sandbox.baseUrl()).isEqualTo("http://127.0.0.1:" + sandbox.port());
            assertThat(sandbox.smtpPort()).isPositive();
        } finally {
            System.clearProperty("server.port");
            System.clearProperty("server.servlet.context-path");
            System.clearProperty("spring.main.web-application-type");
        }
    }

    @Test
    void isNotFoundByTheApplicationsScan() {
        var application = new GenericApplicationContext();

        new ClassPathBeanDefinitionScanner(application).scan("io.tenantry.sandbox");

        assertThat(List.of(application.getBeanDefinitionNames())).noneMatch(name -> {
            var type = application.getBeanDefinition(name).getBeanClassName();
            return type != null && type.startsWith("io.tenantry.sandbox");
        });
    }

    @Test
    void readsItsSettingsFromArgumentsThenTheEnvironmentThenDefaults() {
        var environment = new MockEnvironment().withProperty("sandbox.smtp-port", "2525");

        var settings = SandboxSettings.from(environment, "--sandbox.port=9000", "--sandbox.store=");
        var defaults = SandboxSettings.from(new MockEnvironment());

        assertThat(settings).isEqualTo(new SandboxSettings("127.0.0.1", 9000, 2525, null));
        assertThat(defaults).isEqualTo(new SandboxSettings("127.0.0.1", 8090, 8025, Path.of("data/sandbox.mv")));
    }
}
