package io.tenantry.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What people do when the storm is over: retry what stands still, re-queue what failed, once; and set aside what fails
 * again or will never come into force, because somebody changed it at the provider meanwhile. Then a day passes, so that
 * what was scheduled is merged, and a sync adopts what is there.
 */
final class ChaosRecovery {

    private static final Duration PATIENCE = Duration.ofMinutes(6);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** A change that nothing has happened to for so long waits for something that will not come. */
    private static final int HOPELESS_AFTER = 25;

    private final MortalNode node;
    private final JdbcClient sql;
    private final Set<String> requeued = new HashSet<>();
    private final Set<String> setAside = new HashSet<>();
    private int retried;
    private int standstill;
    private List<String> open = List.of();

    ChaosRecovery(MortalNode node, JdbcClient sql) {
        this.node = node;
        this.sql = sql;
    }

    void run() {
        calm();
        aDayPasses();
        calm();
        sync();
        calm();
        sync();
    }

    private void calm() {
        standstill = 0;
        Awaitility.await("calm").atMost(PATIENCE).pollInterval(PAUSE).until(this::isCalm);
    }

    private boolean isCalm() {
        retryIncidents();
        failed().forEach(this::repair);
        var now = awaiting();
        standstill = now.equals(open) ? standstill + 1 : 0;
        open = now;
        if (standstill > HOPELESS_AFTER) {
            now.forEach(this::setAside);
            standstill = 0;
        }
        return now.isEmpty() && failed().isEmpty() && running("provider-sync") == 0 && dueSchedules() == 0;
    }

    private void retryIncidents() {
        for (var incident : node.as("operator").list("/api/v1/incidents")) {
            node.as("operator")
                    .tryPost(
                            "/api/v1/incidents/" + incident.path("id").asText() + "/retry",
                            Map.of("reason", "The storm is over"));
            retried++;
        }
    }

    private void repair(String change) {
        if (requeued.add(change)) {
            act(change, "requeue", "The storm is over");
        } else {
            setAside(change);
        }
    }

    private void setAside(String change) {
        setAside.add(change);
        act(change, "not-applicable", "Was overtaken at the provider; the next sync adopts what is there");
    }

    private void act(String change, String act, String reason) {
        node.as("operator").tryPost("/api/v1/license-changes/" + change + "/" + act, Map.of("reason", reason));
    }

    private List<String> failed() {
        return changes("FAILED_PROVISIONING");
    }

    private List<String> awaiting() {
        return changes("AWAITING_PROVISIONING");
    }

    private List<String> changes(String status) {
        return sql.sql("select number from license_change where provisioning_status = :status order by number")
                .param("status", status)
                .query(String.class)
                .list();
    }

    private int running(String process) {
        return sql.sql("select count(*) from act_hi_procinst where proc_def_key_ = :process and end_time_ is null")
                .param("process", process)
                .query(Integer.class)
                .single();
    }

    private int dueSchedules() {
        return sql.sql(
                        """
                        select count(*) from scheduled_license_change
                        where status = 'PENDING' and provision_on <= :now
                        """)
                .param("now", Timestamp.from(now()))
                .query(Integer.class)
                .single();
    }

    private Instant now() {
        return Instant.parse(clock().path("now").asText());
    }

    private JsonNode clock() {
        return node.as("operator").get("/api/v1/demo/clock");
    }

    /** Far enough for what is due at 00:05 and at the end of the day, wherever the tenant is. */
    private void aDayPasses() {
        var tomorrow = now().plus(Duration.ofHours(36)).toString();
        node.as("operator").put("/api/v1/demo/clock", Map.of("now", tomorrow));
    }

    private void sync() {
        node.as("operator").post("/api/v1/provider-syncs", Map.of());
        Awaitility.await("sync")
                .atMost(PATIENCE)
                .pollInterval(PAUSE)
                .pollDelay(PAUSE.multipliedBy(2))
                .until(() -> running("provider-sync") == 0);
    }

    /** Those that were overtaken: settled by a person and a sync, not by themselves. */
    int setAside() {
        return setAside.size();
    }

    @Override
    public String toString() {
        return retried + " steps retried, " + requeued.size() + " changes re-queued, " + setAside.size() + " set aside";
    }
}
