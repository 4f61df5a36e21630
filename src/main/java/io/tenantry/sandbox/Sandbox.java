package io.tenantry.sandbox;

import io.tenantry.sandbox.mail.MailServer;
import io.tenantry.sandbox.world.World;
import java.util.Map;
import org.springframework.boot.web.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;

/**
 * The outside world, running: a Partner Center, an accounting system, a payment gateway and a mail server, on an HTTP and an
 * SMTP port of their own.
 *
 * <p>It is a small web application beside the real one. No setting of the one reaches the other, neither configuration files
 * nor system properties nor the environment, and it leaves the logging of the process as it finds it.
 */
public final class Sandbox implements AutoCloseable {

    private final AnnotationConfigServletWebServerApplicationContext context;
    private final String address;

    private Sandbox(AnnotationConfigServletWebServerApplicationContext context, String address) {
        this.context = context;
        this.address = address;
    }

    public static Sandbox start(SandboxSettings settings) {
        // Before all else: a store that is in use or broken is the user's to mend, and must say so plainly.
        var world = World.open(settings.store());
        var context = new AnnotationConfigServletWebServerApplicationContext();
        context.setEnvironment(new Isolated());
        context.setDisplayName("sandbox");
        context.registerBean(SandboxSettings.class, () -> settings);
        context.registerBean(World.class, () -> world);
        context.register(SandboxApplication.class);
        try (var quiet = QuietStart.begin()) {
            context.refresh();
        } catch (RuntimeException e) {
            context.close();
            world.close();
            throw e;
        }
        return new Sandbox(context, settings.address());
    }

    /** The HTTP port that it listens on. */
    public int port() {
        return context.getWebServer().getPort();
    }

    public int smtpPort() {
        return context.getBean(MailServer.class).port();
    }

    /** Where the clients of all three systems find it; there is no slash at the end. */
    public String baseUrl() {
        return "http://" + address + ":" + port();
    }

    /** Ends what is under way and closes the store. */
    @Override
    public void close() {
        context.close();
    }

    private static final class Isolated extends StandardEnvironment {

        @Override
        protected void customizePropertySources(MutablePropertySources sources) {
            // Nothing of the process: what is set for the application is not meant for the outside world.
            sources.addFirst(new MapPropertySource("sandbox", Map.of("spring.mvc.servlet.load-on-startup", 1)));
        }
    }
}
