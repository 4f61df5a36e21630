package io.tenantry.bench;

import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a figure depends on and a reader cannot know. */
final class Machine {

    private Machine() {}

    /** @param load of the machine before anything was started; figures of a busy machine are worth little */
    static Map<String, String> facts(ApplicationContext application, String load) {
        var sql = application.getBean(JdbcClient.class);
        var facts = new LinkedHashMap<String, String>();
        facts.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
        facts.put("load before", load);
        facts.put("JDK", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
        facts.put("JVM arguments", jvmArguments());
        facts.put("PostgreSQL", setting(sql, "server_version"));
        facts.put("fsync", setting(sql, "fsync"));
        facts.put("synchronous_commit", setting(sql, "synchronous_commit"));
        facts.put("history", application.getEnvironment().getRequiredProperty("camunda.bpm.history-level"));
        return facts;
    }

    static String load() {
        return "%.2f".formatted(ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    private static String jvmArguments() {
        return String.join(
                " ",
                ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                        .filter(argument -> argument.startsWith("-X"))
                        .toList());
    }

    private static String setting(JdbcClient sql, String name) {
        return sql.sql("select current_setting(:name)")
                .param("name", name)
                .query(String.class)
                .single();
    }
}
