package io.tenantry.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import io.tenantry.ScenarioTest;
import io.tenantry.invoicing.BillingPlans;
import io.tenantry.invoicing.BillingRuns;
import io.tenantry.invoicing.CreditNotes;
import io.tenantry.invoicing.Invoices;
import io.tenantry.invoicing.LedgerFixture;
import io.tenantry.invoicing.LedgerFixture.Terms;
import io.tenantry.monitoring.Dashboards;
import io.tenantry.shared.Percent;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.Assertions;
import org.camunda.bpm.engine.ManagementService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A billing manager's way from a preview of everything to the reason of one line, by clicks, without JavaScript. */
class BillingPagesIT extends ScenarioTest {

    private static Browser browser;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private Invoices invoices;

    @Autowired
    private CreditNotes creditNotes;

    @Autowired
    private BillingPlans plans;

    @Autowired
    private BillingRuns runs;

    @Autowired
    private Dashboards dashboards;

    @Autowired
    private ManagementService engine;

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
    void leaveNothingDue() {
        given.close();
    }

    @Test
    void aBillingManagerPreviewsARunBillsExactlyThatAndAsksWhyALineIsThere() {
        var contract = given.contract(Terms.arrears("2009-01-01", 3));
        given.change(given.subscription(contract, "Microsoft 365 E5"), "2009-01-15", 10, "12.00");
        var unpriced = given.contract(Terms.arrears("2009-01-01", 3));
        given.change(given.subscription(unpriced, "Teams Phone"), "2009-01-15", 10, null);
        var page = open("billing", "/");

        page.getByText("Billing", new Page.GetByTextOptions().setExact(true)).click();
        page.getByLabel("As of").fill("2009-04-02");
        page.getByText("Preview a run").click();
        assertThat(page.locator("h2").first()).containsText("as of 2009-04-02");
        assertThat(page.locator("[role=status]")).containsText("Nothing is billed by it");
        assertThat(page.getByText("Bill exactly this")).hasCount(0);
        runJobs();
        page.reload();
        shot(page, "plan");
        assertThat(page.getByText("305.81 EUR").first()).isVisible();
        assertThat(page.locator(".queues")).containsText("new");
        page.getByText(number(contract)).click();
        assertThat(page.locator("h2").first()).containsText("was to write for " + number(contract));
        shot(page, "planned");
        page.goBack();

        page.getByText("Bill exactly this").click();
        assertThat(page.locator("h2").first()).containsText("Billing run RUN-");
        runJobs();
        page.reload();
        shot(page, "run");
        assertThat(page.getByText("Contracts a second")).isVisible();

        page.locator("tr", new Page.LocatorOptions().setHasText("363.91 EUR"))
                .locator("a")
                .first()
                .click();
        shot(page, "invoice");
        page.getByText("Why?").click();

        assertThat(page.locator(".sum")).hasText("10 × 12.00 EUR × (17/31 + 2) months = 305.81 EUR");
        assertThat(page.locator(".note.good")).containsText("equal");
        assertThat(page.getByText("ACTUAL_MONTH, version 1")).isVisible();
        assertThat(page.getByText("billing-run of RUN-")).isVisible();
        shot(page, "line");
    }

    @Test
    void aContractShowsItsTermsItsRuleItsCyclesAndWhatComesNext() {
        var contract = given.contract(Terms.monthly("2009-06-01"));
        var suite = given.subscription(contract, "Suite");
        given.change(suite, "2009-06-01", 10, "12.00");
        billed("2009-06-02");
        given.change(suite, "2009-06-16", 2, "12.00");
        var page = open("auditor", "/contracts/" + number(contract));

        assertThat(page.getByText("Proration rule ACTUAL_MONTH, version 1")).isVisible();
        assertThat(page.getByText("= 305.81 EUR")).isVisible();
        assertThat(page.getByText("1 day after the start of the cycle")).isVisible();
        assertThat(page.locator("dd", new Page.LocatorOptions().setHasText("2009-07-02")))
                .isVisible();
        assertThat(page.locator("table").first()).containsText("2009-06-01 to 2009-06-30");
        shot(page, "contract");
        page.locator("button", new Page.LocatorOptions().setHasText("Preview")).click();

        assertThat(page.locator("table").first()).containsText("2009-06-16 to 2009-06-30");
        assertThat(page.locator("table").first()).containsText("144.00 EUR");
        shot(page, "preview");
        Assertions.assertThat(jdbc.sql("select count(*) from invoice where billing_contract_id = :id")
                        .param("id", contract)
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void aContractThatIsInvoicedAheadSaysSo() {
        var contract = given.contract(Terms.monthly("2010-03-01"));
        jdbc.sql("update billing_contract set billing_offset_days = -3 where id = :id")
                .param("id", contract)
                .update();

        var page = open("auditor", "/contracts/" + number(contract));

        assertThat(page.getByText("3 days before the start of the cycle")).isVisible();
    }

    @Test
    void aDiagnosisNamesTheCauseTheFixAndTheFacts() {
        var contract = given.contract(Terms.monthly("2009-09-01"));
        given.change(given.subscription(contract, "Suite"), "2009-09-01", 10, "15.00");
        billed("2009-09-02");
        var page = open("auditor", "/diagnoses");

        page.getByLabel("Symptom").selectOption("wrong-price");
        page.getByLabel("or contract").fill(number(contract));
        page.getByLabel("A day of the cycle").fill("2009-09-02");
        page.getByText("Diagnose", new Page.GetByTextOptions().setExact(true)).click();

        assertThat(page.locator(".note").first()).containsText("the price list said 12.00 EUR on 2009-09-01");
        assertThat(page.locator(".note").first()).containsText("Correct the subscription's price");
        assertThat(page.locator("table").first()).containsText("2009-09-01 to 2009-09-30");
        shot(page, "diagnosis");
    }

    @Test
    void whoMayNotBillSeesNoButtonAndIsRefusedAllTheSame() {
        var page = open("auditor", "/billing");

        assertThat(page.getByText("Preview a run")).hasCount(0);
        Assertions.assertThat(as("auditor")
                        .post()
                        .uri("/billing-plans?asOf=2009-01-01")
                        .retrieve()
                        .toBodilessEntity()
                        .getStatusCode()
                        .value())
                .isEqualTo(403);
    }

    @Test
    void whatDoesNotExistIsSaidOnAPage() {
        var page = open("auditor", "/billing");

        page.getByLabel("Number of an invoice").fill("INV-NONE");
        page.getByText("Open", new Page.GetByTextOptions().setExact(true)).click();

        assertThat(page.locator("[role=alert]")).hasText("Invoice INV-NONE does not exist");
    }

    @Test
    void anInvoiceLeadsToItsDocumentsAndToWhatWasCredited() {
        var contract = given.contract(Terms.monthly("2008-06-01"));
        given.change(given.subscription(contract, "Suite"), "2008-06-01", 10, "12.00");
        billed("2008-06-02");
        var number = jdbc.sql("select number from invoice where billing_contract_id = :id")
                .param("id", contract)
                .query(String.class)
                .single();
        var billed = invoices.get(number);
        var note = creditNotes.issue(
                number, billed.version(), new CreditNotes.Wanted("wrong customer", null, CreditNotes.Afterwards.WAIVE));
        var page = open("auditor", "/invoices/" + number);

        assertThat(page.locator(".facts")).containsText("142.80 EUR by " + note.number());
        for (var document : List.of("pdf", "factur-x", "ubl")) {
            var link = page.locator("a[href='/api/v1/invoices/" + number + "/" + document + "']");
            assertThat(link).isVisible();
            Assertions.assertThat(as("auditor")
                            .get()
                            .uri(link.getAttribute("href"))
                            .retrieve()
                            .toEntity(byte[].class)
                            .getStatusCode()
                            .is2xxSuccessful())
                    .isTrue();
        }
        page.getByText(note.number()).click();
        assertThat(page.locator("h2").first()).containsText("Credit note " + note.number());
    }

    @Test
    void aPlanAndARunWhoseProcessHasAnIncidentSayWhyTheyStandStillAndRefreshNoMore() {
        var contract = given.contract(Terms.monthly("2008-09-01"));
        given.change(given.subscription(contract, "Suite"), "2008-09-01", 10, "12.00");
        var plan = plans.request(LocalDate.parse("2008-09-02"), Percent.of("20"));
        var run = runs.request(LocalDate.parse("2008-09-02"));

        for (var path : List.of("/billing-plans/" + plan, "/billing-runs/" + run)) {
            var page = open("billing", path);
            assertThat(page.locator("meta[http-equiv=refresh]")).hasCount(1);
            retries(path.substring(path.lastIndexOf('/') + 1), 0);
            page.reload();
            assertThat(page.locator("[role=alert]")).containsText("It stands still: ");
            assertThat(page.locator("[role=alert] a"))
                    .hasAttribute("href", java.util.regex.Pattern.compile(".*/cockpit/.*/runtime\\?tab=incidents-tab"));
            assertThat(page.locator("meta[http-equiv=refresh]")).hasCount(0);
            shot(page, "stuck");
            retries(path.substring(path.lastIndexOf('/') + 1), 1);
        }
        runJobs();
        assertThat(open("billing", "/billing-runs/" + run).locator("[role=alert]"))
                .hasCount(0);
    }

    @Test
    void aRunAndAPlanOfADayOnWhichNothingIsDueSaySo() {
        var plan = plans.request(LocalDate.parse("1990-01-01"), Percent.of("20"));
        var run = runs.request(LocalDate.parse("1990-01-01"));
        runJobs();

        assertThat(open("billing", "/billing-runs/" + run).locator("[role=status]"))
                .hasText("No contract was due on 1990-01-01.");
        assertThat(open("billing", "/billing-plans/" + plan).getByText("There is nothing to bill."))
                .isVisible();
    }

    @Test
    void aRunThatIsLimitedNamesItsContractsAndSaysWhichHadNothingDue() {
        var contract = given.contract(Terms.monthly("1991-01-01"));
        given.change(given.subscription(contract, "Suite"), "1991-01-01", 10, "12.00");
        var number = jdbc.sql("select number from billing_contract where id = :id")
                .param("id", contract)
                .query(String.class)
                .single();
        var run = runs.request(LocalDate.parse("1990-12-31"), List.of(number));
        runJobs();

        var page = open("billing", "/billing-runs/" + run);
        assertThat(page.locator("#not-due")).hasText("One of its contracts had nothing due on 1990-12-31.");
        page.locator("#limited a").click();
        assertThat(page.locator("h2").first()).containsText(number);
        assertThat(open("billing", "/billing").locator("tr:has-text('" + run + "')"))
                .containsText("1 limited");
    }

    @Test
    void whatDoesNotFitItsFieldIsSaidBesideTheFormAndStaysInIt() {
        SentPage.assertRefused(
                preview("asOf", "tomorrow"),
                "&#39;tomorrow&#39; does not fit &#39;as of&#39;; give a day such as 2026-01-31",
                "value=\"tomorrow\"");
        SentPage.assertRefused(
                preview("asOf", "2009-01-01", "threshold", "7,5"),
                "&#39;7,5&#39; is no amount; write digits and a point, such as 7.5",
                "value=\"7,5\"",
                "value=\"2009-01-01\"");
        SentPage.assertRefused(preview("threshold", "20"), "&#39;as of&#39; is empty; fill it in");
    }

    @Test
    void aPreviewThatIsAskedForTwiceByOneFormIsOnePlan() {
        var key = UUID.randomUUID().toString();

        var first = SentPage.place(preview("asOf", "2009-01-01", "formKey", key));
        var second = SentPage.place(preview("asOf", "2009-01-01", "formKey", key));

        Assertions.assertThat(second).isEqualTo(first).startsWith("/billing-plans/PLAN-");
        runJobs();
    }

    @Test
    void whatCannotBeBilledAsItWasShownIsSaidOnThePageOfThePlan() {
        var plan = SentPage.place(preview("asOf", "1990-02-01"));
        var person = new SentPage(as("billing"));

        SentPage.assertRefused(person.send(plan + "/commit", Map.of("sha256", "seen")), "is still computed");
        runJobs();
        SentPage.assertRefused(
                person.send(plan + "/commit", Map.of("sha256", "seen")), "was changed since you read it");
        SentPage.assertRefused(person.send(plan + "/commit", Map.of()), "&#39;sha256&#39; is empty");
    }

    private ResponseEntity<String> preview(String... fields) {
        var form = new HashMap<>(Map.of("formKey", UUID.randomUUID().toString()));
        for (var index = 0; index < fields.length; index += 2) {
            form.put(fields[index], fields[index + 1]);
        }
        return new SentPage(as("billing")).send("/billing-plans", form);
    }

    private void retries(String businessKey, int retries) {
        var instance = dashboards.processes(List.of(businessKey)).get(0).processInstanceId();
        var jobs = engine.createJobQuery().processInstanceId(instance).list();
        Assertions.assertThat(jobs).isNotEmpty();
        jobs.forEach(job -> engine.setJobRetries(job.getId(), retries));
    }

    private void billed(String asOf) {
        as("billing")
                .post()
                .uri("/api/v1/billing-runs")
                .header("Content-Type", "application/json")
                .body("{\"asOf\":\"" + asOf + "\"}")
                .retrieve()
                .toBodilessEntity();
        runJobs();
    }

    private Page open(String logIn, String path) {
        var page = browser.windowOf(logIn).newPage();
        page.navigate("http://localhost:" + port + path);
        return page;
    }

    /** For people who want to see the pages: {@code -Dshots=DIRECTORY}. */
    private static void shot(Page page, String name) {
        var directory = System.getProperty("shots");
        if (directory != null) {
            page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(Path.of(directory, name + ".png")));
        }
    }

    private static String number(UUID contract) {
        return "CON-" + contract.toString().substring(0, 13);
    }
}
