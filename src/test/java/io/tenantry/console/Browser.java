package io.tenantry.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The system's Chromium, driven from a test. Where there is none, tests are skipped loudly; in CI they fail. */
public final class Browser implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Browser.class);
    private static final List<String> PLACES =
            List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser chromium;

    private Browser(Playwright playwright, com.microsoft.playwright.Browser chromium) {
        this.playwright = playwright;
        this.chromium = chromium;
    }

    public static Browser open() {
        var executable = executable();
        if (executable.isEmpty()) {
            assertThat(System.getenv("CI"))
                    .as("CI must have a Chromium; .ci/run installs one")
                    .isNull();
            log.warn("NO CHROMIUM FOUND in {}: the browser tests are SKIPPED. Install it to run them.", PLACES);
            abort("no Chromium in " + PLACES);
        }
        var playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        var options = new BrowserType.LaunchOptions()
                .setExecutablePath(executable.get())
                .setArgs(List.of(
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--no-first-run"));
        return new Browser(playwright, playwright.chromium().launch(options));
    }

    /** A fresh window of a person who is logged in. */
    public BrowserContext windowOf(String logIn) {
        return chromium.newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                .setHttpCredentials(logIn, "demo")
                .setLocale("en-US")
                .setViewportSize(1300, 850));
    }

    @Override
    public void close() {
        playwright.close();
    }

    private static Optional<Path> executable() {
        return PLACES.stream().map(Path::of).filter(Files::isExecutable).findFirst();
    }
}
