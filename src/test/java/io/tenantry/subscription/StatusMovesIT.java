package io.tenantry.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenantry.shared.Refused;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Both statuses of a change move along their own paths, each move told of, singly or by the hundred. */
class StatusMovesIT extends LedgerScenario {

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private ManagementService management;

    @ParameterizedTest
    @CsvSource({
        "AWAITING_PROVISIONING, PROVISIONED, true",
        "AWAITING_PROVISIONING, FAILED_PROVISIONING, true",
        "AWAITING_PROVISIONING, NOT_APPLICABLE, true",
        "FAILED_PROVISIONING, AWAITING_PROVISIONING, true",
        "FAILED_PROVISIONING, NOT_APPLICABLE, true",
        "FAILED_PROVISIONING, PROVISIONED, false",
        "NOT_APPLICABLE, AWAITING_PROVISIONING, true",
        "NOT_APPLICABLE, PROVISIONED, true",
        "NOT_APPLICABLE, FAILED_PROVISIONING, false",
        "PROVISIONED, AWAITING_PROVISIONING, false",
        "PROVISIONED, FAILED_PROVISIONING, false",
        "PROVISIONED, NOT_APPLICABLE, false"
    })
    void theDatabaseLetsAStatusGoWhereItMayAndNowhereElse(String from, String to, boolean allowed) {
        var change = aChangeThatIs(ProvisioningStatus.valueOf(from));

        if (allowed) {
            move(change, from, to);
            assertThat(statusOf(change)).isEqualTo(ProvisioningStatus.valueOf(to));
            return;
        }
        assertThatThrownBy(() -> move(change, from, to))
                .hasMessageContaining(change + " cannot move from " + from + " to " + to);
        assertThat(statusOf(change)).isEqualTo(ProvisioningStatus.valueOf(from));
    }

    @ParameterizedTest
    @CsvSource({
        "provisioning_status, NOT_APPLICABLE",
        "provisioning_status, FAILED_PROVISIONING",
        "billing_status, ARCHIVED"
    })
    void theDatabaseRefusesAMoveThatNobodyIsToldOf(String status, String to) {
        var change = aChangeThatIs(ProvisioningStatus.AWAITING_PROVISIONING);

        assertThatThrownBy(() -> jdbc.sql("update license_change set " + status + " = :to where number = :number")
                        .param("to", to)
                        .param("number", change)
                        .update())
                .hasMessageContaining(change + " moved from", "without a row of who did it and why");
    }

    @Test
    void aFailedChangeIsNotConfirmedBeforeItIsPutBack() {
        var change = aChangeThatIs(ProvisioningStatus.FAILED_PROVISIONING);

        assertThatThrownBy(() -> changes.provisioned(change))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("put it back to Awaiting Provisioning first");
    }

    @Test
    void severalStoppedChangesArePutBackInOneActAndInOrder() {
        var subscription = tenProvisionedSeats();
        var first = request(subscription, 12);
        var second = request(subscription, 15);
        var third = request(subscription, 18);
        changes.failed(first, "No");
        changes.failed(second, "No");
        changes.waits(third, WaitingFor.PROVIDER_UNREACHABLE, "No answer");

        var answer =
                post("/api/v1/subscriptions/" + subscription + "/requeue", Map.of("reason", "The contract is signed"));

        assertThat(answer.getStatusCode().value()).isEqualTo(200);
        assertThat(answer.getBody()).extracting(JsonNode::asText).containsExactly(first, second, third);
        assertThat(List.of(statusOf(first), statusOf(second), statusOf(third)))
                .containsOnly(ProvisioningStatus.AWAITING_PROVISIONING);
        assertThat(changes.turnOf(first).mayGo()).isTrue();
        assertThat(changes.turnOf(second).blockedBy()).isEqualTo(first);
        assertThat(changes.get(second).history()).last().satisfies(moved -> {
            assertThat(moved.to()).isEqualTo("AWAITING_PROVISIONING");
            assertThat(moved.actor()).isEqualTo("operator");
            assertThat(moved.reason()).isEqualTo("The contract is signed");
        });

        assertThat(post("/api/v1/subscriptions/" + tenProvisionedSeats() + "/requeue", Map.of("reason", "Again"))
                        .getBody()
                        .path("type")
                        .asText())
                .endsWith("nothing-to-requeue");
    }

    @Test
    void ifOneOfSeveralCannotBePutBackNoneIs() {
        var subscription = tenProvisionedSeats();
        var first = request(subscription, 12);
        var second = request(subscription, 15);
        changes.failed(first, "No");
        changes.notApplicable(second, "Done by hand");
        var third = request(subscription, 18);
        changes.failed(third, "No");

        assertThatThrownBy(() -> changes.requeueAll(subscription, "Again"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining(first, second, "would set the quantity back from 15 to 12");
        assertThat(statusOf(third)).isEqualTo(ProvisioningStatus.FAILED_PROVISIONING);
    }

    @Test
    void aStuckChangeIsTriedAgainUnderItsOldRequestId() {
        var change = aChangeThatIs(ProvisioningStatus.AWAITING_PROVISIONING);
        var request = requestIdOf(change);
        assertThatThrownBy(() -> changes.requeue(change, "Again")).hasMessageContaining("already");
        changes.waits(change, WaitingFor.PROVIDER_UNREACHABLE, "No answer");

        changes.requeue(change, "It answers again");

        assertThat(requestIdOf(change)).isEqualTo(request);
        assertThat(changes.get(change).change().waiting()).isNull();
        assertThat(audited(change, "tried-again")).isEqualTo(1);
    }

    /** The engine raises the incident as soon as a job has no tries left. */
    @Test
    void aStepThatStoppedAfterAllItsTriesShowsOnTheChangeAndGetsOneMoreTryWhenItIsPutBack() {
        var change = request(tenProvisionedSeats(), 12);
        var instance = runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(change)
                .singleResult();
        var job =
                management.createJobQuery().processInstanceId(instance.getId()).singleResult();

        management.setJobRetries(job.getId(), 0);

        assertThat(changes.get(change).change().waiting())
                .returns(WaitingFor.PROVIDER_UNREACHABLE, WaitView::reason)
                .extracting(WaitView::words)
                .asString()
                .contains("stopped after all its tries", "put " + change + " back to Awaiting Provisioning");

        changes.requeue(change, "Connectivity is back");

        assertThat(management.createJobQuery().jobId(job.getId()).singleResult().getRetries())
                .isEqualTo(1);
        assertThat(runtime.createIncidentQuery()
                        .processInstanceId(instance.getId())
                        .count())
                .isZero();
        assertThat(changes.get(change).change().waiting()).isNull();
    }

    @Test
    void manyChangesAreArchivedAndBroughtBackAtOnce() {
        var subscription = tenProvisionedSeats();
        var first = request(subscription, 12);
        var second = request(subscription, 15);
        changes.archive(first, "Billed by hand");

        var answer =
                bulk("archive", Map.of("numbers", List.of(first, second, "LCL-NONE"), "reason", "Billed elsewhere"));

        assertThat(answer.getStatusCode().value()).isEqualTo(200);
        assertThat(resultOf(answer, first)).isEqualTo("UNCHANGED");
        assertThat(resultOf(answer, second)).isEqualTo("MOVED");
        assertThat(resultOf(answer, "LCL-NONE")).isEqualTo("NOT_FOUND");
        assertThat(changes.get(second).change().billingStatus()).isEqualTo(BillingStatus.ARCHIVED);
        assertThat(changes.get(second).history()).last().satisfies(moved -> {
            assertThat(moved.kind()).isEqualTo("BILLING");
            assertThat(moved.from()).isEqualTo("ACTIVE");
            assertThat(moved.actor()).isEqualTo("operator");
            assertThat(moved.reason()).isEqualTo("Billed elsewhere");
        });
        assertThat(audited(second, "billing-status-changed")).isEqualTo(1);

        var repeated = bulk("archive", Map.of("numbers", List.of(first, second), "reason", "Billed elsewhere"));
        assertThat(repeated.getBody().findValuesAsText("result")).containsOnly("UNCHANGED");
        assertThat(audited(second, "billing-status-changed")).isEqualTo(1);

        bulk("unarchive", Map.of("filter", Map.of("subscription", subscription), "reason", "Not billed after all"));
        assertThat(changes.ledger(subscription))
                .extracting(LicenseChangeView::billingStatus)
                .containsOnly(BillingStatus.ACTIVE);
    }

    @Test
    void aFilterArchivesWhatFitsAndNothingElse() {
        var one = tenProvisionedSeats();
        var other = tenProvisionedSeats();
        var open = request(one, 12);

        var answer = bulk(
                "archive",
                Map.of(
                        "filter",
                        Map.of("customer", customer.number(), "provisioningStatus", "AWAITING_PROVISIONING"),
                        "reason",
                        "Trial"));

        assertThat(answer.getBody().findValuesAsText("number")).containsExactly(open);
        assertThat(changes.ledger(other).get(0).billingStatus()).isEqualTo(BillingStatus.ACTIVE);
    }

    @Test
    void badSelectionsAreRefused() {
        for (var selection : List.<Map<String, Object>>of(
                Map.of(),
                Map.of("numbers", List.of()),
                Map.of("filter", Map.of()),
                Map.of("filter", Map.of("customer", "CUS-NONE")),
                Map.of("numbers", List.of("LCL-1"), "filter", Map.of("customer", "CUS-1")))) {
            var body = new java.util.HashMap<>(selection);
            body.put("reason", "Because");

            var answer = bulk("archive", body);

            assertThat(answer.getStatusCode().value()).as("%s", selection).isEqualTo(422);
            assertThat(answer.getBody().path("type").asText()).endsWith("invalid-selection");
        }
        assertThat(bulk("archive", Map.of("numbers", List.of("LCL-1")))
                        .getStatusCode()
                        .value())
                .isEqualTo(400);
        assertThat(bulk("archive", Map.of("filter", Map.of("billingStatus", "GONE"), "reason", "x"))
                        .getStatusCode()
                        .value())
                .isEqualTo(400);
    }

    private String aChangeThatIs(ProvisioningStatus status) {
        var change = lastChange(subscriptions.create(tenSeats()).number());
        switch (status) {
            case PROVISIONED -> changes.provisioned(change);
            case FAILED_PROVISIONING -> changes.failed(change, "No");
            case NOT_APPLICABLE -> changes.notApplicable(change, "Nothing to do");
            default -> assertThat(statusOf(change)).isEqualTo(status);
        }
        return change;
    }

    /** As an administrator of the database could, who tells of it. */
    private void move(String change, String from, String to) {
        jdbc.sql(
                        """
                        with moved as (
                            update license_change set provisioning_status = :to where number = :number returning id
                        )
                        insert into status_change (id, license_change_id, kind, from_status, to_status, actor, reason, at)
                        select nextval('status_change_id'), id, 'PROVISIONING', :from, :to, 'dba', 'Because', now()
                        from moved""")
                .params(Map.of("number", change, "from", from, "to", to))
                .update();
    }

    private String request(String subscription, int total) {
        return changes.request(ChangeCommand.quantity(subscription, total, "Grows"))
                .changeNumber();
    }

    private String requestIdOf(String change) {
        return jdbc.sql("select provider_request_id from license_change where number = :number")
                .param("number", change)
                .query(String.class)
                .single();
    }

    private int audited(String change, String action) {
        return jdbc.sql("select count(*) from audit_entry where subject = :change and action = :action")
                .param("change", change)
                .param("action", action)
                .query(Integer.class)
                .single();
    }

    private static String resultOf(ResponseEntity<JsonNode> answer, String number) {
        for (var each : answer.getBody()) {
            if (each.path("number").asText().equals(number)) {
                return each.path("result").asText();
            }
        }
        return "none";
    }

    private ResponseEntity<JsonNode> bulk(String act, Map<String, Object> body) {
        return post("/api/v1/license-changes/" + act, body);
    }

    private ResponseEntity<JsonNode> post(String path, Map<String, Object> body) {
        return as("operator")
                .post()
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .retrieve()
                .toEntity(JsonNode.class);
    }
}
