package io.tenantry.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Application;
import io.tenantry.bench.DocumentsReport.Sizes;
import io.tenantry.postinvoice.InvoiceDocuments;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Measures what the documents of an invoice cost, PDF/A-3 with Factur-X and UBL, from reading the invoice to keeping the
 * files:
 *
 * <pre>mvn -Pbench verify -Dit.test=DocumentsBench -Dbench.documents=1000</pre>
 *
 * <p>The invoices have ten lines. Twice as many others are done before, so that the JVM has compiled what it uses. Results go to
 * {@code target/bench/documents.txt} and {@code .json}; what came out is asserted, how fast never.
 */
class DocumentsBench {

    private static final int INVOICES = Integer.getInteger("bench.documents", 1000);
    private static final int WARM_UP = 2 * INVOICES;
    private static final int LINES = 10;
    private static final Path RESULTS = Path.of("target", "bench");

    @Test
    void makesTheDocumentsOfInvoicesOneAfterTheOther() throws Exception {
        var load = Machine.load();
        try (var sandbox = SandboxProcess.start();
                var application = start(sandbox)) {
            var machine = Machine.facts(application, load);
            assertThat(machine).containsEntry("fsync", "on").containsEntry("synchronous_commit", "on");
            var invoices = new BilledInvoices(application);
            var warmUp = invoices.bill("warm-documents", WARM_UP, LINES).numbers();
            var measured = invoices.bill("documents", INVOICES, LINES).numbers();
            var sql = application.getBean(JdbcClient.class);
            sql.sql("analyze").update();

            var cold = make(application, warmUp);
            var warm = make(application, measured);

            assertThat(kept(sql, measured)).isEqualTo(3L * INVOICES);
            var report = new DocumentsReport(machine, LINES, cold, warm, sizes(sql, measured));
            report.write(RESULTS);
            System.out.println(report.text());
        }
    }

    private static Spent make(ConfigurableApplicationContext application, List<String> numbers) {
        var sql = application.getBean(JdbcClient.class);
        var documents = application.getBean(InvoiceDocuments.class);
        var before = CpuTime.now(sql);
        var start = System.nanoTime();
        numbers.forEach(documents::create);
        var wall = Duration.ofNanos(System.nanoTime() - start);
        var cpu = CpuTime.now(sql).since(before);
        return new Spent(numbers.size(), wall, wall, cpu.jvm(), cpu.postgres(), Duration.ZERO);
    }

    private static long kept(JdbcClient sql, List<String> numbers) {
        return sql.sql(
                        """
                        select count(*) from invoice_document d join invoice i on i.id = d.invoice_id
                        where i.number = any(:numbers) and d.sha256 = encode(sha256(d.content), 'hex')
                          and (select count(*) from invoice_line l where l.invoice_id = i.id) = :lines
                        """)
                .param("numbers", numbers.toArray(String[]::new))
                .param("lines", LINES)
                .query(Long.class)
                .single();
    }

    private static Sizes sizes(JdbcClient sql, List<String> numbers) {
        return sql.sql(
                        """
                        select cast(avg(length(content)) filter (where d.kind = 'PDF') as bigint) as pdf,
                               cast(avg(length(content)) filter (where d.kind = 'FACTUR_X') as bigint) as factur_x,
                               cast(avg(length(content)) filter (where d.kind = 'UBL') as bigint) as ubl
                        from invoice_document d join invoice i on i.id = d.invoice_id
                        where i.number = any(:numbers)
                        """)
                .param("numbers", numbers.toArray(String[]::new))
                .query(Sizes.class)
                .single();
    }

    private static ConfigurableApplicationContext start(SandboxProcess sandbox) {
        return SpringApplication.run(
                Application.class,
                "--spring.config.location=classpath:/application.yaml",
                "--server.port=0",
                "--camunda.bpm.job-execution.enabled=false",
                "--tenantry.postgres.directory=",
                "--tenantry.secret-key=a-key-for-the-bench-of-at-least-32-characters",
                "--tenantry.sandbox.url=" + sandbox.url(),
                "--tenantry.sandbox.smtp-port=" + sandbox.smtpPort());
    }
}
