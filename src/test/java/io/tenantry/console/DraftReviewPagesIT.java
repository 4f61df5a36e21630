package io.tenantry.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.tenantry.ScenarioTest;
import io.tenantry.invoicing.BillingRuns;
import io.tenantry.invoicing.LedgerFixture;
import io.tenantry.invoicing.LedgerFixture.Terms;
import io.tenantry.invoicing.run.RunRegister;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

class DraftReviewPagesIT extends ScenarioTest {

    private static Browser browser;

    @Autowired
    private BillingRuns runs;

    @Autowired
    private RunRegister register;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @LocalServerPort
    private int port;

    private LedgerFixture given;

    @BeforeAll
    static void open() {
        browser = Browser.open();
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void givenALedger() {
        given = new LedgerFixture(jdbc, transaction);
    }

    @AfterEach
    void leaveNothingDueAndNothingGoingOut() {
        given.close();
        runtime.createProcessInstanceQuery().list().stream()
                .filter(instance -> instance.getBusinessKey() != null)
                .filter(instance -> instance.getBusinessKey().matches("(INV|CON)-.*"))
                .forEach(instance -> runtime.deleteProcessInstance(instance.getId(), "the story is over"));
    }

    @Test
    void aPersonComparesThePeriodsAndMovesTheNextInvoiceDate() {
        var contract = catchUp();
        var page = page("billing", "/draft-reviews");

        page.getByText(number(contract)).click();

        assertThat(page.locator("h2").first()).containsText("Drafts of contract " + number(contract));
        assertThat(page.locator(".side-by-side tbody td")).hasCount(3);
        assertThat(page.locator(".side-by-side tbody td").nth(1)).containsText("2014-02-01 – 2014-02-28");
        assertThat(page.locator(".side-by-side .overlap")).hasCount(0);

        page.getByText("Move it").click();
        assertThat(page.locator("[role=alert]")).containsText("Say to which day");
        page.locator("input[name=date]").fill("2014-03-02");
        page.getByText("Move it").click();
        assertThat(page.locator("[role=alert]")).containsText("Say why the next invoice date");
        page.locator("input[name=date]").fill("2014-03-02");
        page.locator("input[name=reason]").fill("starts in March");
        page.getByText("Move it").click();

        assertThat(page.locator(".empty")).hasText("No draft of this contract waits.");
        assertThat(statuses(contract)).isEqualTo("VOID VOID VOID");
        page.context().close();
    }

    @Test
    void aPersonBillsTheChosenDrafts() {
        var contract = catchUp();
        var page = page("billing", "/draft-reviews/" + number(contract));

        page.locator("input[name=draft]").nth(2).uncheck();
        page.getByText("Bill the chosen drafts").click();

        assertThat(page.locator("input[name=draft]")).hasCount(1);
        assertThat(statuses(contract)).isEqualTo("BILLED BILLED DRAFT");
        page.context().close();
    }

    @Test
    void refusesWhatWasNotSeenWhoMayNotAndWhatComesFromElsewhere() {
        var contract = catchUp();
        var path = "/draft-reviews/" + number(contract) + "/bill";

        var stale = post("billing", path, "version=1&draft=DRAFT-1", "same-origin");
        var reader = post("auditor", path, "version=1&draft=DRAFT-1", "same-origin");
        var foreign = post("billing", path, "version=1&draft=DRAFT-1", "cross-site");

        assertThat(stale).isEqualTo(409);
        assertThat(reader).isEqualTo(403);
        assertThat(foreign).isEqualTo(403);
        assertThat(statuses(contract)).isEqualTo("DRAFT DRAFT DRAFT");
    }

    @Test
    void aDayThatIsNoneIsSaidOnThePageAndWhatWasTypedAndTickedStays() {
        var contract = catchUp();
        var person = new SentPage(as("billing"));

        var refused = person.send(
                "/draft-reviews/" + number(contract) + "/next-invoice-date",
                Map.of("version", "1", "date", "2.3.2014", "reason", "They paid it elsewhere"));

        SentPage.assertRefused(
                refused,
                "&#39;2.3.2014&#39; does not fit &#39;date&#39;; give a day such as 2026-01-31",
                "value=\"They paid it elsewhere\"");
        assertThat(refused.getBody()).doesNotContain("checked");
        SentPage.assertRefused(
                person.send("/draft-reviews/" + number(contract) + "/bill", Map.of()), "&#39;version&#39; is empty");
        assertThat(statuses(contract)).isEqualTo("DRAFT DRAFT DRAFT");
    }

    private int post(String logIn, String path, String form, String site) {
        return as(logIn)
                .post()
                .uri(path)
                .header("Sec-Fetch-Site", site)
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .body(form)
                .retrieve()
                .toBodilessEntity()
                .getStatusCode()
                .value();
    }

    private UUID catchUp() {
        var contract = given.contract(Terms.monthly("2014-01-01"));
        given.change(given.subscription(contract, "Suite"), "2014-01-01", 10, "12.00");
        var run = register.open(LocalDate.parse("2014-03-02"), "test");
        runs.selectDueContracts(run);
        while (runs.invoiceNextChunk(run)) {}
        return contract;
    }

    private String statuses(UUID contract) {
        return jdbc.sql(
                        """
                        select string_agg(status, ' ' order by reference) from invoice where billing_contract_id = :id
                        """)
                .param("id", contract)
                .query(String.class)
                .single();
    }

    private static String number(UUID contract) {
        return "CON-" + contract.toString().substring(0, 13);
    }

    private Page page(String logIn, String path) {
        var page = browser.windowOf(logIn).newPage();
        page.navigate("http://localhost:" + port + path);
        return page;
    }
}
