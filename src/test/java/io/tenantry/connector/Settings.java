package io.tenantry.connector;

import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Binds settings the way the application does, defaults included. */
public final class Settings {

    private Settings() {}

    public static <T> T of(Class<T> type, String prefix, Map<String, Object> values) {
        var source = new HashMap<String, Object>();
        values.forEach((name, value) -> source.put(prefix + "." + name, value));
        return new Binder(new MapConfigurationPropertySource(source)).bindOrCreate(prefix, type);
    }

    public static ConnectorProperties in(Environment environment) {
        return of(ConnectorProperties.class, "tenantry", Map.of("environment", environment));
    }
}
