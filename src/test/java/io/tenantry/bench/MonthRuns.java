package io.tenantry.bench;

import io.tenantry.invoicing.BillingRuns;
import io.tenantry.invoicing.run.RunRegister;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Bills all contracts that are due by a day, with as many lanes as the engine would use, each chunk its own transaction. */
final class MonthRuns {

    private static final int LANES = Integer.getInteger("bench.lanes", 3);

    private final BillingRuns runs;
    private final RunRegister register;
    private final JdbcClient sql;
    private final Floor floor;
    private final Path directory;

    MonthRuns(ApplicationContext application, Floor floor, Path directory) {
        runs = application.getBean(BillingRuns.class);
        register = application.getBean(RunRegister.class);
        sql = application.getBean(JdbcClient.class);
        this.floor = floor;
        this.directory = directory;
    }

    MonthFigures bill(LocalDate asOf) throws Exception {
        var run = register.open(asOf, "bench");
        var cpu = CpuTime.now(sql);
        var start = System.nanoTime();
        runs.selectDueContracts(run);
        runs.checkContracts(run);
        inLanes(run);
        var wall = Duration.ofNanos(System.nanoTime() - start);
        var spent = CpuTime.now(sql).since(cpu);
        var postgres = CpuTime.megabytesOfPostgres(sql);
        return new MonthFigures(
                new Spent(billed(run), wall, Duration.ZERO, spent.jvm(), spent.postgres(), Duration.ZERO),
                floor.write(run, directory),
                lines(run),
                heapInUse() >> 20,
                resident(),
                postgres);
    }

    private void inLanes(String run) throws Exception {
        var pool = Executors.newFixedThreadPool(LANES);
        try {
            Callable<Void> lane = () -> {
                while (runs.invoiceNextChunk(run)) {}
                return null;
            };
            for (var done : pool.invokeAll(Collections.nCopies(LANES, lane))) {
                done.get();
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private int billed(String run) {
        return count("select count(*) from invoice where status = 'BILLED' and billing_run_id = ", run);
    }

    private long lines(String run) {
        return count(
                "select count(*) from invoice_line l join invoice i on i.id = l.invoice_id where i.billing_run_id = ",
                run);
    }

    private int count(String statement, String run) {
        return sql.sql(statement + "(select id from billing_run where number = :run)")
                .param("run", run)
                .query(Integer.class)
                .single();
    }

    private static long heapInUse() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static long resident() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10)
                .findFirst()
                .orElse(0);
    }
}
