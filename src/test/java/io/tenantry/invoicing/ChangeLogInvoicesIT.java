package io.tenantry.invoicing;

import static io.tenantry.invoicing.InvoiceAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenantry.contract.ChangeLogCadence;
import io.tenantry.contract.InvoiceRules;
import io.tenantry.invoicing.CreditNotes.Afterwards;
import io.tenantry.invoicing.LedgerFixture.Terms;
import io.tenantry.invoicing.run.ChangeLogLooks;
import io.tenantry.shared.Refused;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;

class ChangeLogInvoicesIT extends BillingScenario {

    @Autowired
    private ChangeLogInvoices changeLogs;

    @Autowired
    private ChangeLogLooks looks;

    @Autowired
    private InvoiceRules rules;

    @Autowired
    private CreditNotes creditNotes;

    @AfterEach
    void leaveNothingGoingOut() {
        letNothingGoOut();
    }

    @Test
    void billsTheChangesOfAQuarterAndTheNextRunOnlyTheNextQuarter() {
        var contract = given.contract(Terms.advance("2018-01-01", 3));
        given.change(given.subscription(contract, "Suite"), "2018-01-15", 10, "12.00");
        bill("2018-01-02");

        var invoice = changeLogs.issue(number(contract), day("2018-01-20"));

        assertThat(invoice)
                .isFor("2018-01-01", "2018-04-01")
                .hasStatus("BILLED")
                .hasLines(1)
                .hasLine("Suite", "2018-01-15", "2018-04-01", "305.81")
                .hasTotals("305.81", "58.10", "363.91");
        assertThat(nextInvoiceOf(contract)).isEqualTo("2018-04-02");

        bill("2018-04-02");
        bill("2018-04-02");

        assertThat(of(contract)).hasSize(2);
        assertThat(of(contract).get(1))
                .isFor("2018-04-01", "2018-07-01")
                .hasLines(1)
                .hasLine("Suite", "2018-04-01", "2018-07-01", "360.00");
    }

    @Test
    void leavesForTheNextLookWhatTakesEffectLater() {
        var contract = given.contract(Terms.advance("2018-01-01", 3));
        var suite = given.subscription(contract, "Suite");
        given.change(suite, "2018-01-01", 10, "12.00");
        bill("2018-01-02");
        given.change(suite, "2018-02-01", 1, "12.00");
        given.change(suite, "2018-03-01", -2, "12.00");

        var first = changeLogs.issue(number(contract), day("2018-02-28"));
        assertThatThrownBy(() -> changeLogs.issue(number(contract), day("2018-02-28")))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("No change of contract " + number(contract) + " up to 2018-02-28 is owed");
        var second = changeLogs.issue(number(contract), day("2018-03-01"));
        bill("2018-04-02");

        assertThat(first).hasLines(1).hasLine("Suite", "2018-02-01", "2018-04-01", "24.00");
        assertThat(second).hasStatus("DRAFT").hasLines(1).hasLine("Suite", "2018-03-01", "2018-04-01", "-24.00");
        assertThat(second.reviewReason()).startsWith("credits exceed charges");
        assertThat(of(contract).get(3)).hasLines(1).hasLine("Suite", "2018-04-01", "2018-07-01", "324.00");
    }

    @Test
    void billsEverythingOnceWhateverTheOrderOfLooksAndRuns() {
        var contract = given.contract(Terms.advance("2018-01-01", 12));
        var suite = given.subscription(contract, "Suite");
        given.change(suite, "2018-01-01", 10, "12.00");
        bill("2018-01-02");
        given.change(suite, "2018-03-16", 5, "12.00");
        changeLogs.issue(number(contract), day("2018-03-20"));
        given.change(suite, "2018-02-01", 1, "12.00");
        given.change(suite, "2018-06-01", 0, "15.00");
        changeLogs.issue(number(contract), day("2018-06-30"));

        bill("2019-01-02");

        var net = of(contract).stream().map(one -> one.net().amount()).toList();
        assertThat(of(contract)).hasSize(4);
        assertThat(net.get(0)).isEqualByComparingTo("1440.00");
        assertThat(of(contract).get(1)).hasLines(1).hasLine("Suite", "2018-03-16", "2019-01-01", "570.97");
        assertThat(of(contract).get(2))
                .hasLines(2)
                .hasLine("Suite", "2018-02-01", "2019-01-01", "132.00")
                .hasLine("Suite", "2018-06-01", "2019-01-01", "336.00");
        assertThat(of(contract).get(3)).hasLines(1).hasLine("Suite", "2019-01-01", "2020-01-01", "2880.00");
    }

    @Test
    void isOwedAgainWhenItIsCreditedAndComesWithTheNextLook() {
        var contract = given.contract(Terms.advance("2018-01-01", 3));
        given.change(given.subscription(contract, "Suite"), "2018-01-15", 10, "12.00");
        bill("2018-01-02");
        var invoice = changeLogs.issue(number(contract), day("2018-01-20"));

        creditNotes.issue(
                invoice.number(), invoice.version(), new CreditNotes.Wanted("wrong", null, Afterwards.BILL_AGAIN));

        assertThat(nextInvoiceOf(contract)).isEqualTo("2018-04-02");
        var again = changeLogs.issue(number(contract), day("2018-01-20"));
        assertThat(again.net()).isEqualTo(invoice.net());
        bill("2018-04-02");
        assertThat(of(contract).get(3)).hasLines(1).hasLine("Suite", "2018-04-01", "2018-07-01", "360.00");
    }

    @Test
    void refusesWhatHasNoneWithWords() {
        var monthly = given.contract(Terms.monthly("2018-01-01"));
        var arrears = given.contract(Terms.arrears("2018-01-01", 3));
        var unbilled = given.contract(Terms.advance("2018-01-01", 3));
        given.change(given.subscription(unbilled, "Suite"), "2018-01-01", 10, "12.00");

        assertThatThrownBy(() -> changeLogs.issue(number(monthly), day("2018-01-20")))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("is billed every month: its changes come with the next invoice");
        assertThatThrownBy(() -> changeLogs.issue(number(arrears), day("2018-01-20")))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("is billed in arrears");
        assertThatThrownBy(() -> changeLogs.issue(number(unbilled), day("2018-04-20")))
                .isInstanceOf(Refused.class)
                .hasMessage("One or more previous billing schedules have not been invoiced. Please generate invoice for"
                        + " earlier schedules and retry. Contract " + number(unbilled)
                        + ": 2018-01-01 to 2018-03-31, 2018-04-01 to 2018-06-30");
        assertThatThrownBy(() -> changeLogs.issue(number(unbilled), day("2099-01-01")))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("is not known yet");
    }

    @Test
    void aRunLooksAtContractsByTheirCadenceAndReleasesWhatTheyOwe() {
        var weekly = quarterly();
        var monthly = given.contract(Terms.advance("2018-01-01", 12));
        var never = quarterly();
        var short1 = given.contract(Terms.monthly("2018-01-01"));
        bill("2018-01-02");
        rules.set(
                number(never),
                new InvoiceRules.Rules(null, ChangeLogCadence.NEVER),
                rules.get(number(never)).version());

        var first = changeLogRun("2018-01-20");

        assertThat(contractsOf(first)).contains(weekly, monthly).doesNotContain(never, short1);
        assertThat(of(weekly)).singleElement().satisfies(invoice -> assertThat(invoice)
                .hasStatus("BILLED")
                .hasLine("Suite", "2018-01-15", "2018-04-01", "305.81"));
        assertThat(of(never)).isEmpty();
        assertThat(contractsOf(changeLogRun("2018-01-26"))).doesNotContain(weekly, monthly);
        assertThat(contractsOf(changeLogRun("2018-01-27"))).contains(weekly).doesNotContain(monthly);
        assertThat(contractsOf(changeLogRun("2018-02-20"))).contains(weekly, monthly);
        assertThat(of(weekly)).hasSize(1);
    }

    @Test
    void aRunSetsAsideWhatWasNotBilledBeforeAndLooksAgainTheNextDay() {
        var contract = quarterly();
        bill("2018-01-02");
        given.change(given.subscription(contract, "Phone"), "2018-02-01", 1, "31.00");

        var run = changeLogRun("2018-04-20");

        assertThat(jdbc.sql(
                                """
                                select reason from billing_run_item i join billing_run r on r.id = i.billing_run_id
                                where r.number = :run and i.billing_contract_id = :contract and i.status = 'SET_ASIDE'
                                """)
                        .param("run", run)
                        .param("contract", contract)
                        .query(String.class)
                        .single())
                .startsWith("One or more previous billing schedules have not been invoiced.")
                .endsWith(": 2018-04-01 to 2018-06-30");
        bill("2018-04-20");
        assertThat(contractsOf(changeLogRun("2018-04-21"))).contains(contract);
    }

    @Test
    void isIssuedOverTheApiOnceForAKey() {
        var contract = quarterly();
        bill("2018-01-02");
        var path = "/api/v1/billing-contracts/" + number(contract) + "/change-log-invoices";
        var body = Map.of("upTo", "2018-01-20");
        var key = UUID.randomUUID().toString();

        var first = as("billing")
                .post()
                .uri(path)
                .header("Idempotency-Key", key)
                .body(body)
                .retrieve()
                .toEntity(JsonNode.class);
        var repeat = as("billing")
                .post()
                .uri(path)
                .header("Idempotency-Key", key)
                .body(body)
                .retrieve()
                .toEntity(JsonNode.class);
        var other = as("billing").post().uri(path).body(body).retrieve().toEntity(String.class);
        var none = as("billing").post().uri(path).body(Map.of()).retrieve().toEntity(String.class);

        assertThat(first.getStatusCode().value()).isEqualTo(201);
        assertThat(repeat.getBody()).isEqualTo(first.getBody());
        assertThat(other.getStatusCode().value()).isEqualTo(422);
        assertThat(other.getBody()).contains("nothing-owed");
        assertThat(none.getStatusCode().value()).isEqualTo(400);
        assertThat(of(contract)).hasSize(1);
    }

    @Test
    void theRulesOfAContractAreSetOverTheApi() {
        var contract = quarterly();
        var path = "/api/v1/billing-contracts/" + number(contract) + "/invoice-rules";
        var seen = as("billing").get().uri(path).retrieve().toEntity(JsonNode.class);
        var tag = String.valueOf(seen.getHeaders().getETag());

        var negative = put(path, tag, Map.of("invoiceLimit", "-1"));
        var decimals = put(path, tag, Map.of("invoiceLimit", "100.005"));
        var word = put(path, tag, Map.of("changeLogCadence", "HOURLY"));
        var good = put(path, tag, Map.of("invoiceLimit", "5000.00", "changeLogCadence", "MONTHLY"));
        var stale = put(path, tag, Map.of());

        assertThat(List.of(negative, decimals, word, good, stale)).containsExactly(422, 422, 400, 200, 412);
        assertThat(rules.get(number(contract)).invoiceLimit()).isEqualByComparingTo("5000");
        var monthly = number(given.contract(Terms.monthly("2018-01-01")));
        assertThatThrownBy(() -> rules.set(monthly, new InvoiceRules.Rules(null, ChangeLogCadence.WEEKLY), 0))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("so it has no cadence");
    }

    private int put(String path, String tag, Map<String, String> body) {
        return as("billing")
                .put()
                .uri(path)
                .header(HttpHeaders.IF_MATCH, tag)
                .body(body)
                .retrieve()
                .toEntity(String.class)
                .getStatusCode()
                .value();
    }

    private UUID quarterly() {
        var contract = given.contract(Terms.advance("2018-01-01", 3));
        given.change(given.subscription(contract, "Suite"), "2018-01-15", 10, "12.00");
        return contract;
    }

    private String changeLogRun(String asOf) {
        var run = register.open(day(asOf), "test");
        looks.mark(run);
        work(run);
        return run;
    }

    private void work(String run) {
        runs.selectDueContracts(run);
        while (runs.invoiceNextChunk(run)) {}
    }

    private List<UUID> contractsOf(String run) {
        return jdbc.sql(
                        """
                        select i.billing_contract_id from billing_run_item i join billing_run r on r.id = i.billing_run_id
                        where r.number = :run
                        """)
                .param("run", run)
                .query(UUID.class)
                .list();
    }

    private static LocalDate day(String day) {
        return LocalDate.parse(day);
    }
}
