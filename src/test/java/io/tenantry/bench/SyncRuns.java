package io.tenantry.bench;

import io.tenantry.sync.ProviderSyncs;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Runs syncs by the engine's own threads, waits for their end and tells what they cost. */
final class SyncRuns {

    private static final Duration LONGEST = Duration.ofHours(2);

    private final ProviderSyncs syncs;
    private final JdbcClient sql;
    private final SandboxProcess sandbox;

    SyncRuns(ProviderSyncs syncs, JdbcClient sql, SandboxProcess sandbox) {
        this.syncs = syncs;
        this.sql = sql;
        this.sandbox = sandbox;
    }

    SyncFigures sync(String name) throws IOException, InterruptedException {
        var meter = Meter.start(sql, sandbox);
        var number = syncs.request("partner-center", true).get(0);
        var deadline = System.nanoTime() + LONGEST.toNanos();
        var heap = 0L;
        while (!syncs.get(number).status().equals("FINISHED")) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(number + " has not finished: " + syncs.get(number));
            }
            var runtime = Runtime.getRuntime();
            heap = Math.max(heap, runtime.totalMemory() - runtime.freeMemory() >> 20);
            Thread.sleep(250);
        }
        var sync = syncs.get(number);
        var spent = meter.stop((int) sync.numbers().tenants(), Duration.ZERO);
        return new SyncFigures(name, spent, sync.numbers(), heap, resident(), throttled(), jobs(number));
    }

    /** Jobs of the engine that one sync took. */
    private long jobs(String number) {
        return sql.sql(
                        """
                        select count(*) from act_hi_job_log l
                        join act_hi_procinst p on p.proc_inst_id_ = l.process_instance_id_
                        where p.business_key_ = :number and l.job_state_ = 2""")
                .param("number", number)
                .query(Long.class)
                .single();
    }

    /** Answers with 429 among the last ones that the provider gave. */
    private int throttled() throws IOException, InterruptedException {
        var answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(
                                        URI.create(sandbox.url() + "/sandbox/requests?method=GET&path=/v1/customers"))
                                .build(),
                        BodyHandlers.ofString());
        return answer.body().split("\"status\":429", -1).length - 1;
    }

    /** The most that this process ever had in memory, by Linux's word. */
    private static long resident() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmHWM"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10)
                .findFirst()
                .orElse(0);
    }
}
