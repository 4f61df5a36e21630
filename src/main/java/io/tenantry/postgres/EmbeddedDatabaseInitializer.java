package io.tenantry.postgres;

import java.util.Map;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.util.StringUtils;

/**
 * Starts the embedded database before the first bean exists, unless a database was named, and ties it to the
 * application context.
 *
 * <p>A context destroys what was registered with it in reverse order. The server is registered first, so it stops last:
 * after the job executor, the web server and the connection pool, and on each way out, a failed start included. A
 * shutdown hook of its own would run beside all that and pull the database from under it.
 */
class EmbeddedDatabaseInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final String NAME = "embeddedDatabase";

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var environment = context.getEnvironment();
        if (StringUtils.hasText(environment.getProperty("spring.datasource.url"))) {
            return;
        }
        var settings = Binder.get(environment).bindOrCreate("tenantry.postgres", PostgresSettings.class);
        var database = EmbeddedDatabase.start(settings);
        registerWith(context, database);
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        NAME,
                        Map.of(
                                "spring.datasource.url", database.url(),
                                "spring.datasource.username", EmbeddedDatabase.NAME,
                                "spring.datasource.password", database.password())));
    }

    private static void registerWith(ConfigurableApplicationContext context, EmbeddedDatabase database) {
        var beans = (DefaultListableBeanFactory) context.getBeanFactory();
        beans.registerSingleton(NAME, database);
        beans.registerDisposableBean(NAME, database::close);
    }
}
