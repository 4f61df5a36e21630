package io.tenantry.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What people do when the storm is over: retry what stands still and re-queue what failed, the oldest change of each
 * subscription first. What was not sent because somebody had changed the seats there is brought together with that: both
 * are kept. What is refused once more, now that nothing is wrong at the provider, is set aside for the words that it was
 * refused with; and so is what the provider accepted and somebody there has changed since, which will never be in force.
 * Whatever stands still for any other reason is a failure. Then a day passes, so that what was scheduled is merged, and a
 * sync adopts what is there.
 */
final class ChaosRecovery {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** So many looks without what was ordered, by a node that looks every three seconds at the latest. */
    private static final int LOOKS = 12;

    /** What the provider says because it was told to misbehave, and not because of the change. */
    private static final String TOLD_TO = "The sandbox was told to";

    /** What we say of what we did not send, because somebody had edited it there. */
    private static final String EDITED = "(edited-";

    private final MortalNode node;
    private final JdbcClient sql;
    private final ChaosPortal portal;
    private final ChaosHands hands;
    private final Set<String> requeued = new HashSet<>();
    private final Set<String> reactivated = new HashSet<>();
    private final Map<String, Integer> reconciled = new TreeMap<>();
    private final Map<String, Integer> pending = new HashMap<>();
    private final Map<String, String> setAside = new TreeMap<>();
    private int retried;

    ChaosRecovery(MortalNode node, JdbcClient sql, ChaosPortal portal, ChaosHands hands) {
        this.node = node;
        this.sql = sql;
        this.portal = portal;
        this.hands = hands;
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
        try {
            Awaitility.await("calm").atMost(PATIENCE).pollInterval(PAUSE).until(this::isCalm);
        } catch (ConditionTimeoutException restless) {
            throw new AssertionError("Still not calm: " + open() + "; jobs " + jobs(), restless);
        }
    }

    private boolean isCalm() {
        retryIncidents();
        hands.work(false);
        var open = open();
        open.stream().filter(Open::hasFailed).forEach(this::repair);
        open.stream().filter(Open::isAccepted).forEach(this::wasItOvertaken);
        return open.isEmpty() && running("provider-sync") == 0 && dueSchedules() == 0 && jobs() == 0;
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

    /**
     * A change that is not settled and whose turn it is.
     *
     * @param known since when nothing was taken over that was edited at the provider
     */
    private record Open(
            String change,
            String subscription,
            String status,
            String waitsFor,
            String words,
            boolean moves,
            String there,
            Instant known) {

        boolean hasFailed() {
            return status.equals("FAILED_PROVISIONING");
        }

        boolean isAccepted() {
            return waitsFor.equals("PROVIDER_PENDING");
        }
    }

    private List<Open> open() {
        return sql.sql(
                        """
                        select c.number, s.number, c.provisioning_status, coalesce(c.waiting_for, ''),
                               coalesce(c.provider_message, c.waiting_words, ''),
                               coalesce(c.instruction, '') = 'MOVE', coalesce(s.provider_subscription_id, ''),
                               (select max(k.created_at) from license_change k
                                where k.subscription_id = c.subscription_id
                                  and (k.source = 'PROVIDER' or k.sequence = 1))
                        from license_change c join subscription s on s.id = c.subscription_id
                        where c.provisioning_status in ('AWAITING_PROVISIONING', 'FAILED_PROVISIONING')
                          and not exists (
                              select 1 from license_change e
                              where e.subscription_id = c.subscription_id and e.sequence < c.sequence
                                and e.provisioning_status in ('AWAITING_PROVISIONING', 'FAILED_PROVISIONING'))
                          and not (c.sequence = 1 and c.follows_id is not null)
                        order by c.number
                        """)
                .query((row, number) -> new Open(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getBoolean(6),
                        row.getString(7),
                        row.getTimestamp(8).toInstant()))
                .list();
    }

    /**
     * What was not sent because of an edit there is never set aside for that: both are kept, or ours where both come to
     * nothing, and it goes on. What is suspended there is reactivated once, by whoever suspended it.
     */
    private void repair(Open failed) {
        if (failed.words().contains(EDITED) && (keep("BOTH", failed) || keep("OURS", failed))) {
            return;
        }
        if (!failed.words().contains(TOLD_TO)
                && reactivated.add(failed.change())
                && portal.reactivates(failed.there())) {
            requeued.remove(failed.change());
        }
        if (requeued.add(failed.change())) {
            var answer = act(failed.change(), "requeue", "The storm is over");
            if (!answer.getStatusCode().is2xxSuccessful()) {
                setAside(
                        failed,
                        "cannot be repeated: " + answer.getBody().path("type").asText());
            }
        } else if (failed.words().contains(TOLD_TO)) {
            throw new AssertionError("A fault outlived the storm: " + failed);
        } else {
            setAside(failed, "refused: " + failed.words());
        }
    }

    /** Not where more than seats was edited: then it is repaired like any other. */
    private boolean keep(String which, Open failed) {
        var answer = node.as("operator")
                .tryPost(
                        "/api/v1/license-changes/" + failed.change() + "/reconciliation",
                        Map.of("keep", which, "reason", "The storm is over"));
        if (answer.getStatusCode().is2xxSuccessful()) {
            reconciled.merge(failed.change(), 1, Integer::sum);
            return true;
        }
        return false;
    }

    private void wasItOvertaken(Open accepted) {
        if (pending.merge(accepted.change(), 1, Integer::sum) > LOOKS
                && portal.hasEdited(accepted.there(), accepted.known())) {
            setAside(accepted, "overtaken by an edit there");
        }
    }

    /** The reason counts once the change is set aside; until then somebody may be telling the provider of it. */
    private void setAside(Open change, String why) {
        if (change.moves()) {
            takeBack(change, why);
        } else if (act(change.change(), "not-applicable", why).getStatusCode().is2xxSuccessful()) {
            setAside.put(change.change(), why);
        }
    }

    /** Seats that were to move on afterwards are taken back first, the last of them before the others. */
    private void takeBack(Open move, String why) {
        var last = sql.sql(
                        """
                        select c.number from license_change c join subscription s on s.id = c.subscription_id
                        where s.number = :subscription and c.instruction = 'MOVE'
                          and c.provisioning_status in ('AWAITING_PROVISIONING', 'FAILED_PROVISIONING')
                        order by c.sequence desc limit 1
                        """)
                .param("subscription", move.subscription())
                .query(String.class)
                .single();
        var path = "/api/v1/subscriptions/" + move.subscription() + "/moves/" + last + "/reversal";
        if (node.as("operator")
                .tryPost(path, Map.of("reason", why))
                .getStatusCode()
                .is2xxSuccessful()) {
            setAside.put(last, last.equals(move.change()) ? why : "follows a move that came to nothing");
        }
    }

    private ResponseEntity<JsonNode> act(String change, String act, String reason) {
        return node.as("operator").tryPost("/api/v1/license-changes/" + change + "/" + act, Map.of("reason", reason));
    }

    private int running(String process) {
        return sql.sql("select count(*) from act_hi_procinst where proc_def_key_ = :process and end_time_ is null")
                .param("process", process)
                .query(Integer.class)
                .single();
    }

    private int dueSchedules() {
        return count(
                """
                select count(*) from scheduled_license_change
                where status = 'PENDING' and provision_on <= :now
                """);
    }

    /** What the engine has to do now, in a case that is under way. */
    private int jobs() {
        return count(
                """
                select count(*) from act_ru_job
                where process_instance_id_ is not null and (duedate_ is null or duedate_ <= :now)
                """);
    }

    private int count(String question) {
        return sql.sql(question)
                .param("now", Timestamp.from(now()))
                .query(Integer.class)
                .single();
    }

    private Instant now() {
        return Instant.parse(
                node.as("operator").get("/api/v1/demo/clock").path("now").asText());
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

    /** Those that only a person could settle, and why. */
    Map<String, String> setAside() {
        return Map.copyOf(setAside);
    }

    @Override
    public String toString() {
        var why = new TreeMap<String, Integer>();
        setAside.values().forEach(reason -> why.merge(reason, 1, Integer::sum));
        return retried + " steps retried, " + requeued.size() + " changes re-queued, "
                + reconciled.size() + " brought together with edits there, " + setAside.size() + " set aside "
                + why;
    }
}
