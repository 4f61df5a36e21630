package io.tenantry.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.bench.Base;
import io.tenantry.sandbox.Sandbox;
import io.tenantry.sandbox.SandboxSettings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Two nodes bill the same base, month after month, and in each month one of them is killed at a random moment. What they
 * leave is exactly what one node leaves that nobody disturbs.
 *
 * <p>Three kills by default; {@code -Dkills=50} makes a night of it.
 */
class TwoNodesIT {

    private static final Logger log = LoggerFactory.getLogger(TwoNodesIT.class);
    private static final int KILLS = Integer.getInteger("kills", 3);
    private static final int CONTRACTS = 120;
    private static final LocalDate START = LocalDate.of(2020, 1, 1);
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    /** Chunks are small, so that there are many moments; a killed node's jobs are free again after five seconds. */
    private static final List<String> SETTINGS = List.of(
            "tenantry.invoicing.chunk-size=3",
            "tenantry.billing-run.backlog=40",
            "tenantry.billing-run.pause=PT0.2S",
            "camunda.bpm.job-execution.lock-time-in-millis=5000",
            "camunda.bpm.generic-properties.properties.failed-job-retry-time-cycle=R20/PT1S");

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path directory;

    private final List<Integer> leftAtKills = new ArrayList<>();
    private final Random random = new Random(Long.getLong("seed", 20261122));

    @Test
    void leaveWhatOneUndisturbedNodeLeaves() throws Exception {
        try (var server = EmbeddedPostgres.builder()
                        .setOverrideWorkingDirectory(directory.toFile())
                        .setServerConfig("max_connections", "100")
                        .start();
                var sandbox = Sandbox.start(SandboxSettings.inMemory())) {
            var undisturbed = new Books(server, "undisturbed");
            try (var node = start(undisturbed, sandbox)) {
                undisturbed.base.create(CONTRACTS);
                undisturbed.sendNothingOut();
                for (var month = 0; month < KILLS; month++) {
                    undisturbed.await(request(node, month));
                    undisturbed.base.change(month, 200);
                }
            }

            var disturbed = new Books(server, "disturbed");
            billWithKills(disturbed, sandbox);

            assertThat(leftAtKills).anyMatch(left -> 0 < left && left < CONTRACTS);
            assertThat(disturbed.invoices()).hasSize(CONTRACTS * KILLS).isEqualTo(undisturbed.invoices());
            assertThat(disturbed.allocations()).isEqualTo(undisturbed.allocations());
            assertThat(disturbed.numbers()).isEqualTo(undisturbed.numbers());
            assertThat(disturbed.startedTwice()).isEmpty();
        }
    }

    private void billWithKills(Books books, Sandbox sandbox) throws Exception {
        var nodes = new ArrayList<>(List.of(start(books, sandbox), start(books, sandbox)));
        try {
            books.base.create(CONTRACTS);
            books.sendNothingOut();
            for (var month = 0; month < KILLS; month++) {
                var victim = random.nextInt(2);
                var run = request(nodes.get(1 - victim), month);
                books.awaitLeft(run, random.nextInt(CONTRACTS));
                nodes.get(victim).kill();
                var left = books.left(run);
                leftAtKills.add(left);
                log.info("Month {}: killed node {} with {} contracts left", month, victim, left);
                books.await(run);
                books.base.change(month, 200);
                nodes.set(victim, start(books, sandbox));
            }
        } finally {
            nodes.forEach(RunningApplication::close);
        }
    }

    private static String request(RunningApplication node, int month) {
        return node.as("billing")
                .post(
                        "/api/v1/billing-runs",
                        Map.of("asOf", START.plusMonths(month + 1L).toString()))
                .path("number")
                .asText();
    }

    private RunningApplication start(Books books, Sandbox sandbox) throws Exception {
        var settings = new ArrayList<>(SETTINGS);
        settings.add("spring.datasource.url=" + books.url);
        settings.add("spring.datasource.username=postgres");
        return RunningApplication.start(directory, sandbox, settings.toArray(String[]::new));
    }

    /** What is in a database. */
    private static final class Books {

        private final String url;
        private final JdbcClient sql;
        private final Base base;

        private Books(EmbeddedPostgres server, String name) {
            JdbcClient.create(server.getPostgresDatabase())
                    .sql("create database " + name)
                    .update();
            url = server.getJdbcUrl("postgres", name);
            var source = new DriverManagerDataSource(url);
            sql = JdbcClient.create(source);
            base = new Base(sql, new TransactionTemplate(new DataSourceTransactionManager(source)), START);
        }

        /** Only the billing is looked at; what follows it has tests of its own. */
        void sendNothingOut() {
            sql.sql(
                            """
                            update billing_contract
                            set generate_pdf = false, auto_send_email = false, auto_sync_accounting = false,
                                auto_charge = false
                            """)
                    .update();
        }

        void await(String run) {
            Awaitility.await(run)
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> sql.sql("select status from billing_run where number = :run")
                            .param("run", run)
                            .query(String.class)
                            .single()
                            .equals("FINISHED"));
        }

        /** So many contracts are left that the kill hits work, however fast the machine is. */
        void awaitLeft(String run, int contracts) {
            Awaitility.await(run)
                    .atMost(PATIENCE)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> isSelected(run) && left(run) <= contracts);
        }

        private boolean isSelected(String run) {
            return sql.sql(
                            """
                            select exists (select 1 from billing_run_item i
                                           join billing_run r on r.id = i.billing_run_id
                                           where r.number = :run)
                            """)
                    .param("run", run)
                    .query(Boolean.class)
                    .single();
        }

        int left(String run) {
            return sql.sql(
                            """
                            select count(*) from billing_run_item i join billing_run r on r.id = i.billing_run_id
                            where r.number = :run and i.status = 'PENDING'
                            """)
                    .param("run", run)
                    .query(Integer.class)
                    .single();
        }

        /** Each invoice with all its lines; not who got which number, which the nodes may share out as they like. */
        List<String> invoices() {
            return sql.sql(
                            """
                            select concat_ws(' ', c.number, i.period, i.kind, i.status, i.net, i.tax, i.total,
                                             string_agg(concat_ws(' ', l.kind, s.number, l.service_period, l.quantity,
                                                                  l.share, l.amount), '; ' order by l.position))
                            from invoice i
                            join billing_contract c on c.id = i.billing_contract_id
                            join invoice_line l on l.invoice_id = i.id
                            join subscription s on s.id = l.subscription_id
                            group by i.id, c.number
                            order by c.number, i.period
                            """)
                    .query(String.class)
                    .list();
        }

        List<String> allocations() {
            return sql.sql(
                            """
                            select concat_ws(' ', s.number, a.changes, a.period, a.amount, a.state, a.live)
                            from allocation a join subscription s on s.id = a.subscription_id
                            order by s.number, a.period, a.changes
                            """)
                    .query(String.class)
                    .list();
        }

        List<String> numbers() {
            return sql.sql("select number from invoice order by number")
                    .query(String.class)
                    .list();
        }

        List<String> startedTwice() {
            return sql.sql(
                            """
                            select i.number from invoice i
                            left join act_hi_procinst p on p.business_key_ = i.number and p.proc_def_key_ = 'post-invoice'
                            group by i.number having count(p.id_) <> 1
                            """)
                    .query(String.class)
                    .list();
        }
    }
}
