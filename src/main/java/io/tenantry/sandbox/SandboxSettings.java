package io.tenantry.sandbox;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.SimpleCommandLinePropertySource;

/**
 * Where the sandbox listens and where it keeps its state.
 *
 * @param address the network address of both ports; the loopback one unless others are to reach it, for it asks for no login
 * @param port the HTTP port; 0 for any free one
 * @param smtpPort the SMTP port; 0 for any free one
 * @param store the file that holds its state; null to keep it in memory
 */
public record SandboxSettings(String address, int port, int smtpPort, @Nullable Path store) {

    private static final String LOOPBACK = "127.0.0.1";

    /** On the loopback address. */
    public static SandboxSettings of(int port, int smtpPort, @Nullable Path store) {
        return new SandboxSettings(LOOPBACK, port, smtpPort, store);
    }

    /** On free ports of the loopback address and in memory, as a test wants it. */
    public static SandboxSettings inMemory() {
        return of(0, 0, null);
    }

    /** As the arguments ({@code --sandbox.port=8090}), the system properties or the environment say; an empty store is none. */
    static SandboxSettings from(ConfigurableEnvironment environment, String... arguments) {
        environment.getPropertySources().addFirst(new SimpleCommandLinePropertySource(arguments));
        var store = setting(environment, "store", "data/sandbox.mv");
        return new SandboxSettings(
                setting(environment, "address", LOOPBACK),
                Integer.parseInt(setting(environment, "port", "8090")),
                Integer.parseInt(setting(environment, "smtp-port", "8025")),
                store.isBlank() ? null : Path.of(store));
    }

    private static String setting(ConfigurableEnvironment environment, String name, String otherwise) {
        return environment.getProperty("sandbox." + name, otherwise);
    }
}
