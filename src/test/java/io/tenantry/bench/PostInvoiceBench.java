package io.tenantry.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Application;
import io.tenantry.bench.BilledInvoices.Batch;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Measures what sending invoices out costs, and how much of it is the engine's:
 *
 * <pre>mvn -Pbench verify -Dbench.invoices=2000</pre>
 *
 * <p>That runs nothing else and leaves {@code target/bench/post-invoice.txt} and {@code .json}; 2,000 invoices are the
 * default. The whole application runs as in production, its settings unchanged: PostgreSQL with fsync, the job executor
 * on, the heap of {@code mvn spring-boot:run}. The outside world is a process of its own. First the invoices are
 * released, which starts a {@code post-invoice} process each; then the same steps are done for as many others without the
 * engine. The difference in CPU time is the engine's share.
 *
 * <p>Each way is warmed up with 200 invoices. What came out is asserted; how fast, never: a time says nothing without
 * the machine, which should have nothing else to do.
 */
class PostInvoiceBench {

    private static final int INVOICES = Integer.getInteger("bench.invoices", 2000);
    private static final int WARM_UP = 200;
    private static final Path RESULTS = Path.of("target", "bench");

    @Test
    void sendsInvoicesWithTheEngineAndWithoutIt() throws Exception {
        var load = Machine.load();
        try (var sandbox = SandboxProcess.start();
                var application = start(sandbox)) {
            var machine = Machine.facts(application, load);
            machine.put("job threads", Integer.toString(BareRun.threads(application)));
            assertThat(machine).containsEntry("fsync", "on").containsEntry("synchronous_commit", "on");

            var report = measure(application, sandbox, machine);

            report.write(RESULTS);
            System.out.println(report.text());
        }
    }

    private static Report measure(
            ConfigurableApplicationContext application, SandboxProcess sandbox, Map<String, String> machine)
            throws Exception {
        var engine = new EngineRun(application, sandbox);
        var bare = new BareRun(application, sandbox);
        var invoices = new BilledInvoices(application);
        var warmUp = invoices.bill("warm-engine", WARM_UP);
        var bareWarmUp = invoices.bill("warm-bare", WARM_UP);
        var sent = invoices.bill("engine", INVOICES);
        var sentBare = invoices.bill("bare", INVOICES);
        var sql = application.getBean(JdbcClient.class);
        sql.sql("analyze").update();

        engine.send(warmUp);
        check(warmUp, sql, sandbox);
        var withEngine = engine.send(sent);
        check(sent, sql, sandbox);

        bare.send(bareWarmUp);
        check(bareWarmUp, sql, sandbox);
        var steps = bare.send(sentBare);
        check(sentBare, sql, sandbox);
        return new Report(machine, engine.jobs(sent, false), engine.jobs(sent, true), withEngine, steps);
    }

    private static void check(Batch batch, JdbcClient sql, SandboxProcess sandbox) throws Exception {
        assertThat(Outcome.of(batch, sql, sandbox.takeMails())).isEqualTo(Outcome.wanted(batch));
    }

    /** With the settings that production has: those of the tests are left out. */
    private static ConfigurableApplicationContext start(SandboxProcess sandbox) {
        return SpringApplication.run(
                Application.class,
                "--spring.config.location=classpath:/application.yaml",
                "--server.port=0",
                "--tenantry.postgres.directory=",
                "--tenantry.secret-key=a-key-for-the-bench-of-at-least-32-characters",
                "--tenantry.sandbox.url=" + sandbox.url(),
                "--tenantry.sandbox.smtp-port=" + sandbox.smtpPort());
    }
}
