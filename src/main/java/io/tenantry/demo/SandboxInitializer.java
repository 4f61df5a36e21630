package io.tenantry.demo;

import io.tenantry.sandbox.Sandbox;
import io.tenantry.sandbox.SandboxSettings;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Starts the sandbox before the application and points the connectors at it, unless they are pointed elsewhere. With
 * {@code tenantry.sandbox.url} set, the sandbox runs as a process of its own and only the pointing is done.
 */
class SandboxInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext>, Ordered {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var environment = context.getEnvironment();
        if (!environment.getProperty("tenantry.sandbox.enabled", Boolean.class, true)) {
            return;
        }
        var url = environment.getProperty("tenantry.sandbox.url", "");
        if (!url.isEmpty()) {
            point(environment, url, environment.getProperty("tenantry.sandbox.smtp-port", Integer.class, 8025));
            return;
        }
        var sandbox = Sandbox.start(settings(environment));
        // Registered before any bean, so it ends after all that speak to it, and ends with a failed start, too.
        var beans = (DefaultListableBeanFactory) context.getBeanFactory();
        beans.registerDisposableBean("sandbox", sandbox::close);
        point(environment, sandbox.baseUrl(), sandbox.smtpPort());
    }

    private static SandboxSettings settings(ConfigurableEnvironment environment) {
        return new SandboxSettings(
                environment.getProperty("tenantry.sandbox.address", "127.0.0.1"),
                environment.getProperty("tenantry.sandbox.port", Integer.class, 8090),
                environment.getProperty("tenantry.sandbox.smtp-port", Integer.class, 8025),
                store(environment.getProperty("tenantry.sandbox.store", "data/sandbox.mv")));
    }

    private static @Nullable Path store(String file) {
        return file.isEmpty() ? null : Path.of(file);
    }

    private static void point(ConfigurableEnvironment environment, String url, int smtpPort) {
        environment
                .getPropertySources()
                .addLast(new MapPropertySource(
                        "sandbox",
                        Map.of(
                                "tenantry.sandbox.url", url,
                                "tenantry.partner-center.base-url", url,
                                "tenantry.partner-center.login-url", url,
                                "tenantry.accounting.base-url", url,
                                "tenantry.payment.base-url", url,
                                "spring.mail.host", "127.0.0.1",
                                "spring.mail.port", smtpPort)));
    }

    /** After the configuration files are read, before the application. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
