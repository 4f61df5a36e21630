package io.tenantry.sandbox;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/** Keeps the start of the sandbox's web server out of the log, where it would look like the application's own. */
final class QuietStart implements AutoCloseable {

    private static final List<String> LOUD = List.of(
            "org.apache.catalina",
            "org.apache.coyote",
            "org.apache.tomcat",
            "org.springframework.boot.web",
            "org.springframework.web.servlet",
            "org.subethamail");

    private final LoggingSystem logging = LoggingSystem.get(Sandbox.class.getClassLoader());
    private final Map<String, @Nullable LogLevel> before = new LinkedHashMap<>();

    private QuietStart() {}

    static QuietStart begin() {
        var quiet = new QuietStart();
        for (var name : LOUD) {
            var known = quiet.logging.getLoggerConfiguration(name);
            quiet.before.put(name, known == null ? null : known.getConfiguredLevel());
            quiet.logging.setLogLevel(name, LogLevel.WARN);
        }
        return quiet;
    }

    @Override
    public void close() {
        before.forEach(logging::setLogLevel);
    }
}
