package io.tenantry.invoicing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenantry.ScenarioTest;
import io.tenantry.audit.AuditTrail;
import io.tenantry.invoicing.LedgerFixture.Terms;
import io.tenantry.invoicing.plan.Anomaly;
import io.tenantry.invoicing.run.RunRegister;
import io.tenantry.shared.Paging;
import io.tenantry.shared.Percent;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

class BillingPlansIT extends ScenarioTest {

    @Autowired
    private BillingPlans plans;

    @Autowired
    private BillingRuns runs;

    @Autowired
    private RunRegister register;

    @Autowired
    private Invoices invoices;

    @Autowired
    private AuditTrail audit;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    private LedgerFixture given;

    @BeforeEach
    void givenALedger() {
        given = new LedgerFixture(jdbc, transaction);
    }

    @AfterEach
    void leaveNothingDue() {
        given.close();
    }

    @Test
    void aPlanIsComputedByItsProcessAndBilledExactlySo() {
        var contract = suite("2012-03-01", 10, "12.00");

        var requested = post("/api/v1/billing-plans", Map.of("asOf", "2012-03-02"));
        assertThat(requested.getStatusCode().value()).isEqualTo(201);
        var path = "/api/v1/billing-plans/" + requested.getBody().path("number").asText();
        assertThat(post(path + "/commit", Map.of("sha256", "0"))
                        .getBody()
                        .path("type")
                        .asText())
                .endsWith("plan-not-ready");
        runJobs();

        var plan = get(path);
        assertThat(plan.path("status").asText()).isEqualTo("READY");
        assertThat(plan.path("remaining").asInt()).isZero();
        assertThat(plan.at("/totals/0/total/amount").decimalValue()).isEqualByComparingTo("142.80");
        assertThat(get(path + "/items").at("/items/0/contractNumber").asText()).isEqualTo(number(contract));
        assertThat(invoicesOf(contract)).isEmpty();

        var committed =
                post(path + "/commit", Map.of("sha256", plan.path("sha256").asText()));
        assertThat(committed.getStatusCode().value()).isEqualTo(201);
        runJobs();

        assertThat(invoicesOf(contract)).singleElement().satisfies(invoice -> {
            assertThat(invoice.status()).isNotEqualTo("DRAFT");
            assertThat(invoice.total()).hasToString("142.80 EUR");
        });
        var run = committed.getBody().path("number").asText();
        assertThat(get(path).path("runNumber").asText()).isEqualTo(run);
        assertThat(get("/api/v1/billing-runs/" + run).path("status").asText()).isEqualTo("FINISHED");
        assertThat(audit.of(plan.path("number").asText()))
                .extracting(entry -> entry.action())
                .containsExactlyInAnyOrder("billing-plan-requested", "billing-plan-computed", "billing-plan-committed");
    }

    @Test
    void whatChangedSinceThePlanIsNotBilledButToldInWords() {
        var same = suite("2012-04-01", 10, "12.00");
        var changed = given.contract(Terms.monthly("2012-04-01"));
        var suite = given.subscription(changed, "Suite");
        given.change(suite, "2012-04-01", 10, "12.00");
        var plan = computed("2012-04-02");
        given.change(suite, "2012-04-01", 5, "12.00");
        given.change(given.subscription(changed, "Phone"), "2012-04-01", 1, "7.00");
        var late = suite("2012-04-01", 1, "99.00");

        assertThat(plans.get(plan).unplanned()).isEqualTo(1);
        var run = commit(plan);

        assertThat(invoicesOf(same)).hasSize(1);
        assertThat(invoicesOf(changed)).isEmpty();
        assertThat(invoicesOf(late)).isEmpty();
        assertThat(reason(run, changed))
                .startsWith("Changed since the plan: line changed: Suite (SUB-")
                .contains("10 × 12.00 EUR × 1 = 120.00 EUR is now 15 × 12.00 EUR × 1 = 180.00 EUR")
                .contains("line added: Phone (SUB-")
                .contains("2012-04-01 to 2012-04-30: 1 × 7.00 EUR × 1 = 7.00 EUR")
                .contains("total of [2012-04-01, 2012-05-01) changed: 142.80 EUR is now 222.53 EUR");
        assertThat(jdbc.sql("select next_invoice_date from billing_contract where id = :id")
                        .param("id", changed)
                        .query(LocalDate.class)
                        .single())
                .isEqualTo("2012-04-02");
    }

    @Test
    void aContractThatAnotherRunBilledMeanwhileIsNotBilledAgain() {
        var contract = suite("2012-05-01", 10, "12.00");
        var plan = computed("2012-05-02");
        bill("2012-05-02");

        var run = commit(plan);

        assertThat(invoicesOf(contract)).hasSize(1);
        assertThat(reason(run, contract))
                .contains("it was to be invoiced and is nothing due")
                .contains("before the next invoice date, 2012-06-02")
                .contains("line removed: Suite (SUB-");
    }

    @Test
    void twoPeopleWhoCommitTheSamePlanStartOneRun() throws Exception {
        suite("2012-06-01", 10, "12.00");
        var plan = computed("2012-06-02");
        var sha256 = plans.get(plan).sha256();
        Callable<ResponseEntity<JsonNode>> commit =
                () -> post("/api/v1/billing-plans/" + plan + "/commit", Map.of("sha256", sha256));
        var people = Executors.newFixedThreadPool(2);
        try {
            var answers = people.invokeAll(List.of(commit, commit)).stream()
                    .map(BillingPlansIT::answer)
                    .toList();

            assertThat(answers)
                    .extracting(answer -> answer.getStatusCode().value())
                    .containsExactlyInAnyOrder(201, 409);
            assertThat(answers)
                    .filteredOn(answer -> answer.getStatusCode().value() == 409)
                    .singleElement()
                    .satisfies(refused -> {
                        assertThat(refused.getBody().path("type").asText()).endsWith("plan-already-committed");
                        assertThat(refused.getBody().path("detail").asText())
                                .contains("was committed by billing; run RUN-");
                    });
        } finally {
            people.shutdown();
        }
        assertThat(jdbc.sql(
                                "select count(*) from billing_run where billing_plan_id = (select id from billing_plan where number = :plan)")
                        .param("plan", plan)
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
        runJobs();
    }

    @Test
    void anotherFingerprintOrAnUnknownPlanIsRefused() {
        suite("2012-07-01", 10, "12.00");
        var plan = computed("2012-07-02");

        var stale = post("/api/v1/billing-plans/" + plan + "/commit", Map.of("sha256", "f".repeat(64)));

        assertThat(stale.getStatusCode().value()).isEqualTo(412);
        assertThat(plans.get(plan).status()).isEqualTo("READY");
        assertThat(post("/api/v1/billing-plans/PLAN-999999/commit", Map.of("sha256", "0"))
                        .getStatusCode()
                        .value())
                .isEqualTo(404);
        assertThat(post("/api/v1/billing-plans", Map.of("asOf", "2012-07-02", "threshold", -1))
                        .getStatusCode()
                        .is4xxClientError())
                .isTrue();
    }

    @Test
    void aSealedPlanCannotBeChangedInTheDatabaseEither() {
        var contract = suite("2012-08-01", 10, "12.00");
        var plan = computed("2012-08-02");

        assertThatThrownBy(() -> jdbc.sql(
                                "update billing_plan_item set content = '{}' where billing_contract_id = :contract")
                        .param("contract", contract)
                        .update())
                .hasMessageContaining("Plan " + plan + " is sealed and cannot be changed");
    }

    @Test
    void aPlanComparesWithTheCycleBeforeAndPointsOutWhatIsUnusual() {
        var same = suite("2012-09-01", 10, "12.00");
        var more = given.contract(Terms.monthly("2012-09-01"));
        var suite = given.subscription(more, "Suite");
        given.change(suite, "2012-09-01", 10, "12.00");
        var ended = given.contract(Terms.monthly("2012-09-01").until("2012-10-01"));
        given.change(given.subscription(ended, "Suite"), "2012-09-01", 1, "50.00");
        var left = given.contract(Terms.monthly("2012-09-01"));
        var leaving = given.subscription(left, "Suite");
        given.change(leaving, "2012-09-01", 1, "50.00");
        var deactivated = suite("2012-09-01", 1, "50.00");
        bill("2012-09-02");
        jdbc.sql("update billing_contract set status = 'INACTIVE' where id = :id")
                .param("id", deactivated)
                .update();
        given.change(suite, "2012-10-01", 3, "12.00");
        given.change(leaving, "2012-10-01", -1, "50.00");
        var fresh = suite("2012-10-01", 2, "12.00");
        var behind = suite("2012-09-01", 2, "12.00");
        var unpriced = given.contract(Terms.monthly("2012-10-01"));
        given.change(given.subscription(unpriced, "Suite"), "2012-10-01", 1, null);

        var plan = computed("2012-10-02");

        assertThat(item(plan, same).anomalies()).isEmpty();
        assertThat(item(plan, same).difference()).hasToString("0.00 EUR");
        assertThat(item(plan, more).anomalies()).containsExactly(Anomaly.CHANGED);
        assertThat(item(plan, more).difference()).hasToString("36.00 EUR");
        assertThat(item(plan, more).previous()).hasToString("120.00 EUR");
        assertThat(item(plan, ended).anomalies()).containsExactly(Anomaly.GONE);
        assertThat(item(plan, deactivated).anomalies()).containsExactly(Anomaly.GONE);
        assertThat(item(plan, deactivated).outcome()).isEqualTo("GONE");
        assertThat(item(plan, deactivated).reason()).isEqualTo("The contract was deactivated");
        assertThat(item(plan, left).anomalies()).containsExactly(Anomaly.GONE);
        assertThat(item(plan, fresh).anomalies()).containsExactly(Anomaly.NEW);
        assertThat(item(plan, behind).anomalies()).containsExactly(Anomaly.NEW, Anomaly.CATCH_UP, Anomaly.HELD);
        assertThat(item(plan, unpriced).anomalies()).contains(Anomaly.SET_ASIDE);
        assertThat(plans.items(plan, Anomaly.CHANGED, Paging.first()).items())
                .extracting(BillingPlanView.PlanItem::contractNumber)
                .containsExactly(number(more));
        var totals = plans.get(plan).totals().get(0);
        assertThat(totals.latest()).hasToString("324.00 EUR");
        assertThat(totals.previous()).hasToString("390.00 EUR");
        assertThat(totals.difference()).hasToString("-66.00 EUR");
        assertThat(plans.get(plan).anomalies()).containsEntry(Anomaly.GONE, 3L).containsEntry(Anomaly.NEW, 2L);
    }

    @Test
    void aPlanGoesOnWhereItStoodAndTwoPlansOfTheSameLedgerSayTheSame() {
        for (var count = 0; count < 3; count++) {
            suite("2012-11-01", 10, "12.00");
        }

        var first = computed("2012-11-02");
        plans.planNextChunk(first);
        plans.finish(first);
        var second = computed("2012-11-02");

        assertThat(fingerprints(first)).hasSize(3).isEqualTo(fingerprints(second));
        assertThat(plans.get(first).sha256()).isNotEqualTo(plans.get(second).sha256());
    }

    private UUID suite(String start, int seats, String price) {
        var contract = given.contract(Terms.monthly(start));
        given.change(given.subscription(contract, "Suite"), start, seats, price);
        return contract;
    }

    /** Without its process, so that a test can look in between. */
    private String computed(String asOf) {
        var plan = transaction.execute(status -> {
            var number = plans.request(LocalDate.parse(asOf), Percent.of("20"));
            while (plans.planNextChunk(number) > 0) {}
            plans.finish(number);
            return number;
        });
        runJobs();
        return plan;
    }

    private String commit(String plan) {
        var run = plans.commit(plan, plans.get(plan).sha256());
        runJobs();
        return run;
    }

    private void bill(String asOf) {
        var run = register.open(LocalDate.parse(asOf), "test");
        runs.selectDueContracts(run);
        runs.checkContracts(run);
        while (runs.invoiceNextChunk(run)) {}
    }

    private BillingPlanView.PlanItem item(String plan, UUID contract) {
        return plans.items(plan, null, new Paging(0, 200)).items().stream()
                .filter(item -> item.contractNumber().equals(number(contract)))
                .findFirst()
                .orElseThrow();
    }

    private List<String> fingerprints(String plan) {
        return plans.items(plan, null, new Paging(0, 200)).items().stream()
                .map(item -> item.contractNumber() + " " + item.sha256())
                .toList();
    }

    private List<InvoiceView> invoicesOf(UUID contract) {
        return invoices.list(new InvoiceFilter(null, null, number(contract), null, false), Paging.first())
                .items();
    }

    private String reason(String run, UUID contract) {
        return runs.items(run, "SET_ASIDE", new Paging(0, 200)).items().stream()
                .filter(item -> item.contractNumber().equals(number(contract)))
                .findFirst()
                .orElseThrow()
                .reason();
    }

    private static ResponseEntity<JsonNode> answer(java.util.concurrent.Future<ResponseEntity<JsonNode>> future) {
        try {
            return future.get();
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
    }

    private static String number(UUID contract) {
        return "CON-" + contract.toString().substring(0, 13);
    }

    private JsonNode get(String path) {
        return as("auditor").get().uri(path).retrieve().body(JsonNode.class);
    }

    private ResponseEntity<JsonNode> post(String path, Map<String, ?> body) {
        return as("billing")
                .post()
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .retrieve()
                .toEntity(JsonNode.class);
    }
}
