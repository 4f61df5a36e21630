package io.tenantry.invoicing;

import static io.tenantry.invoicing.InvoiceAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenantry.invoicing.LedgerFixture.Terms;
import io.tenantry.shared.Money;
import io.tenantry.shared.NotFound;
import io.tenantry.shared.Paging;
import io.tenantry.shared.Period;
import io.tenantry.shared.Refused;
import io.tenantry.shared.Stale;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;

class DraftReviewsIT extends BillingScenario {

    @Autowired
    private DraftReviews reviews;

    @Autowired
    private NextInvoiceDates dates;

    @Autowired
    private CreditNotes creditNotes;

    @Autowired
    private TaskService tasks;

    @Autowired
    private ManagementService management;

    @AfterEach
    void leaveNothingGoingOut() {
        letNothingGoOut();
    }

    @Test
    void showsThePeriodsOfACatchUpSideBySide() {
        var contract = given.contract(Terms.monthly("2015-01-01"));
        var suite = given.subscription(contract, "Suite");
        given.change(suite, "2015-01-01", 10, "12.00");
        bill("2015-01-02");
        given.change(suite, "2015-02-11", 2, "12.00");
        given.change(given.subscription(contract, "Phone"), "2015-03-01", 1, "31.00");

        bill("2015-03-02");

        var review = reviews.get(number(contract));
        assertThat(review.drafts())
                .extracting(DraftReviewView.Draft::period)
                .containsExactly(Period.of("2015-02-01", "2015-03-01"), Period.of("2015-03-01", "2015-04-01"));
        assertThat(review.drafts().get(0).reason())
                .startsWith("catch-up: more than one cycle")
                .endsWith("(2 cycles of contract " + number(contract) + ")");
        assertThat(review.columns())
                .extracting(DraftReviewView.Column::status)
                .containsExactly("BILLED", "DRAFT", "DRAFT");
        assertThat(review.overlap()).isFalse();
        var rows = review.rows();
        assertThat(rows).extracting(DraftReviewView.Row::description).containsExactly("Suite", "Phone");
        assertThat(rows.get(0).cells())
                .containsExactly(
                        cell("120.00", "2015-01-01", "2015-02-01", 0),
                        cell("120.00", "2015-02-01", "2015-03-01", 0),
                        cell("159.43", "2015-03-01", "2015-04-01", 1));
        assertThat(rows.get(1).cells()).containsExactly(null, null, cell("31.00", "2015-03-01", "2015-04-01", 0));
        assertThat(reviews.list(Paging.first()).items())
                .filteredOn(one -> one.contractNumber().equals(number(contract)))
                .singleElement()
                .satisfies(one -> assertThat(one.drafts()).isEqualTo(2));
    }

    @Test
    void isATaskThatIsDoneWhenTheLastDraftIsBilled() {
        var contract = catchUp("2015-04-01", "2015-06-02");
        runDraftReviews();
        assertThat(openTasks(contract)).containsExactly("reviewCatchUp");
        var review = reviews.get(number(contract));
        var oldest = review.drafts().get(0).reference();
        var newest = review.drafts().get(2).reference();

        assertThatThrownBy(() -> reviews.bill(number(contract), review.version(), Set.of(newest)))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("Bill or void " + oldest);
        var after = reviews.bill(number(contract), review.version(), Set.of(oldest));
        runDraftReviews();

        assertThat(after.drafts()).hasSize(2);
        assertThat(openTasks(contract)).containsExactly("reviewCatchUp");
        assertThatThrownBy(() -> reviews.bill(number(contract), review.version(), null))
                .isInstanceOf(Stale.class);

        assertThat(reviews.bill(number(contract), after.version(), null).drafts())
                .isEmpty();
        runDraftReviews();

        assertThat(openTasks(contract)).isEmpty();
        assertThat(of(contract)).hasSize(3).allSatisfy(one -> assertThat(one).hasStatus("BILLED"));
        assertThat(running(contract)).isZero();
    }

    @Test
    void isDoneTooWhenTheDraftsAreSettledOneByOneAsInvoices() {
        var contract = catchUp("2015-04-01", "2015-05-02");
        runDraftReviews();

        for (var draft : of(contract)) {
            invoices.voidDraft(draft.reference(), draft.version(), "not wanted");
        }
        runDraftReviews();

        assertThat(openTasks(contract)).isEmpty();
        assertThat(running(contract)).isZero();
    }

    @Test
    void isMovedPastTheUnwantedCyclesWhichAreSkippedForGood() {
        var contract = catchUp("2015-07-01", "2015-09-02");
        var review = reviews.get(number(contract));

        var after = reviews.moveNextInvoiceDate(
                number(contract), review.version(), LocalDate.parse("2015-09-02"), "the customer starts in September");

        assertThat(after.drafts()).isEmpty();
        assertThat(after.nextInvoiceDate()).isEqualTo("2015-09-02");
        assertThat(of(contract)).hasSize(3).allSatisfy(one -> assertThat(one).hasStatus("VOID"));
        assertThat(cycles(contract)).containsExactly("0 SKIPPED", "1 SKIPPED", "2 PENDING");

        bill("2015-09-02");
        bill("2015-10-02");

        var billed = of(contract).stream()
                .filter(one -> one.status().equals("BILLED"))
                .toList();
        assertThat(billed).hasSize(2);
        assertThat(billed.get(0)).isFor("2015-09-01", "2015-10-01").hasLines(1).hasTotals("120.00", "22.80", "142.80");
        assertThat(billed.get(1)).isFor("2015-10-01", "2015-11-01").hasLines(1);
        assertThat(cycles(contract)).containsExactly("0 SKIPPED", "1 SKIPPED", "2 INVOICED", "3 INVOICED");
    }

    @Test
    void skippedCyclesAreOwedAgainWhenTheDateIsMovedBack() {
        var contract = catchUp("2015-07-01", "2015-09-02");
        move(contract, "2015-10-02", "start in October");
        bill("2015-10-02");

        move(contract, "2015-08-02", "they used it from August on");
        bill("2015-10-02");

        var open = of(contract).stream()
                .filter(one -> !one.status().equals("VOID"))
                .toList();
        assertThat(open).hasSize(3);
        assertThat(open.get(0)).isFor("2015-10-01", "2015-11-01").hasStatus("BILLED");
        assertThat(open.get(1))
                .isFor("2015-08-01", "2015-09-01")
                .hasStatus("DRAFT")
                .hasTotals("120.00", "22.80", "142.80");
        assertThat(open.get(2)).isFor("2015-09-01", "2015-10-01").hasStatus("DRAFT");
        assertThat(cycles(contract)).containsExactly("0 SKIPPED", "1 INVOICED", "2 INVOICED", "3 INVOICED");
    }

    @Test
    void aCreditedInvoiceBeforeSkippedCyclesIsBilledAgainAloneAndNotTheSkippedOnes() {
        var contract = given.contract(Terms.monthly("2015-01-01"));
        given.change(given.subscription(contract, "Suite"), "2015-01-01", 10, "12.00");
        bill("2015-01-02");
        move(contract, "2015-04-02", "paused");
        bill("2015-04-02");
        var january = of(contract).get(0);
        creditNotes.issue(
                Objects.requireNonNull(january.number()),
                january.version(),
                new CreditNotes.Wanted("wrong price", null, CreditNotes.Afterwards.BILL_AGAIN));

        bill("2015-04-02");

        var billed = of(contract).stream()
                .filter(invoice -> invoice.kind().equals("INVOICE"))
                .toList();
        assertThat(billed).hasSize(3);
        assertThat(billed.get(2)).isFor("2015-01-01", "2015-02-01").hasLines(1);
    }

    @Test
    void refusesADateThatTheContractDoesNotKnow() {
        var contract = given.contract(Terms.monthly("2015-01-01").until("2015-07-01"));
        var name = number(contract);
        var version = version(contract);

        assertThatThrownBy(() -> dates.move(name, LocalDate.parse("2014-12-31"), "earlier", version))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("starts on 2015-01-01")
                .hasMessageContaining("which is before");
        assertThatThrownBy(() -> dates.move(name, LocalDate.parse("2015-07-03"), "later", version))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("ends on 2015-07-01");
        assertThatThrownBy(() -> dates.move(name, LocalDate.parse("2015-02-02"), " ", version))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("Say why");
        assertThatThrownBy(() -> dates.move(name, LocalDate.parse("2015-02-02"), "later", version + 1))
                .isInstanceOf(Stale.class);
        assertThatThrownBy(() -> dates.move("BC-nowhere", LocalDate.parse("2015-02-02"), "later", 0))
                .isInstanceOf(NotFound.class);
    }

    @Test
    void holdsWhatIsAboveTheContractsLimit() {
        var contract = given.contract(Terms.monthly("2015-01-01"));
        given.change(given.subscription(contract, "Suite"), "2015-01-01", 10, "12.00");
        limit(contract, "142.79");

        bill("2015-01-02");

        assertThat(of(contract)).singleElement().satisfies(draft -> {
            assertThat(draft).hasStatus("DRAFT");
            assertThat(draft.reviewReason())
                    .isEqualTo("the total is above the limit that the contract sets for one invoice");
        });
        var exact = given.contract(Terms.monthly("2015-01-01"));
        given.change(given.subscription(exact, "Suite"), "2015-01-01", 10, "12.00");
        limit(exact, "142.80");

        bill("2015-01-02");

        assertThat(of(exact)).singleElement().satisfies(one -> assertThat(one).hasStatus("BILLED"));
    }

    @Test
    void holdsWhatGivesBackMoreThanItCharges() {
        var contract = given.contract(Terms.advance("2015-01-01", 12));
        var suite = given.subscription(contract, "Suite");
        given.change(suite, "2015-01-01", 10, "12.00");
        bill("2015-01-02");
        given.change(suite, "2015-07-01", -10, "12.00");

        bill("2016-01-02");

        assertThat(of(contract).get(1)).hasStatus("DRAFT").hasTotals("-720.00", "-136.80", "-856.80");
        assertThat(of(contract).get(1).kind()).isEqualTo("CREDIT_NOTE");
        assertThat(of(contract).get(1).reviewReason()).startsWith("credits exceed charges");
        var review = reviews.get(number(contract));

        reviews.bill(number(contract), review.version(), null);

        var note = of(contract).get(1);
        assertThat(note).hasStatus("BILLED");
        assertThat(note.number()).startsWith("CRN-");
        assertThat(note.balance().toRefund()).isEqualTo(Money.of("856.80", "EUR"));
    }

    @Test
    void isDecidedOverTheApiByWhoHasSeenIt() {
        var contract = catchUp("2015-01-01", "2015-02-02");
        var path = "/api/v1/draft-reviews/" + number(contract);
        var seen = as("billing").get().uri(path).retrieve().toEntity(JsonNode.class);
        var tag = String.valueOf(seen.getHeaders().getETag());

        var stale = as("billing")
                .post()
                .uri(path + "/void")
                .header(HttpHeaders.IF_MATCH, "\"1\"")
                .body(Map.of("reason", "unwanted"))
                .retrieve()
                .toEntity(String.class);
        var unknown = as("billing")
                .post()
                .uri(path + "/bill")
                .header(HttpHeaders.IF_MATCH, tag)
                .body(Map.of("references", List.of("DRAFT-nowhere")))
                .retrieve()
                .toEntity(String.class);
        var done = as("billing")
                .post()
                .uri(path + "/void")
                .header(HttpHeaders.IF_MATCH, tag)
                .body(Map.of("reason", "unwanted"))
                .retrieve()
                .toEntity(JsonNode.class);

        assertThat(seen.getBody().at("/rows/0/cells/1/amount").toString()).contains("120.0");
        assertThat(stale.getStatusCode().value()).isEqualTo(412);
        assertThat(unknown.getStatusCode().value()).isEqualTo(422);
        assertThat(unknown.getBody())
                .contains(
                        "no-such-draft",
                        seen.getBody().at("/drafts/0/reference").asText());
        assertThat(done.getBody().at("/drafts")).isEmpty();
        assertThat(of(contract)).allSatisfy(one -> assertThat(one).hasStatus("VOID"));
    }

    private UUID catchUp(String start, String asOf) {
        var contract = given.contract(Terms.monthly(start));
        given.change(given.subscription(contract, "Suite"), start, 10, "12.00");
        bill(asOf);
        return contract;
    }

    private void move(UUID contract, String date, String reason) {
        dates.move(number(contract), LocalDate.parse(date), reason, version(contract));
    }

    private void limit(UUID contract, String amount) {
        jdbc.sql("update billing_contract set invoice_limit = cast(:amount as numeric) where id = :id")
                .param("amount", amount)
                .param("id", contract)
                .update();
    }

    private long version(UUID contract) {
        return jdbc.sql("select version from billing_contract where id = :id")
                .param("id", contract)
                .query(Long.class)
                .single();
    }

    /** Only the jobs of these reviews, so that nothing that was billed goes out. */
    private void runDraftReviews() {
        dueJobs().stream()
                .filter(job -> "draft-review".equals(job.getProcessDefinitionKey()))
                .forEach(job -> management.executeJob(job.getId()));
    }

    private List<String> openTasks(UUID contract) {
        return tasks.createTaskQuery().processInstanceBusinessKey(number(contract)).list().stream()
                .map(task -> task.getTaskDefinitionKey())
                .toList();
    }

    private long running(UUID contract) {
        return runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(number(contract))
                .count();
    }

    private List<String> cycles(UUID contract) {
        return jdbc.sql(
                        """
                        select cycle_number || ' ' || status from billing_cycle
                        where billing_contract_id = :id order by cycle_number
                        """)
                .param("id", contract)
                .query(String.class)
                .list();
    }

    private static DraftReviewView.Cell cell(String amount, String from, String to, int changes) {
        return new DraftReviewView.Cell(Money.of(amount, "EUR"), Period.of(from, to), changes);
    }
}
