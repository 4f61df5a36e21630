package io.tenantry.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.tenantry.ScenarioTest;
import io.tenantry.invoicing.LedgerFixture;
import io.tenantry.invoicing.LedgerFixture.Terms;
import io.tenantry.remediation.CaseFilter;
import io.tenantry.remediation.Cases;
import io.tenantry.shared.Paging;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
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

class CasePagesIT extends ScenarioTest {

    private static Browser browser;

    @Autowired
    private Cases cases;

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
    void leaveNothingDue() {
        given.close();
    }

    @Test
    void showsWhatIsStuckAndWhyAndMakesTheFixWithAButton() {
        var subscription = incomplete();
        var page = page("billing", "/");
        page.getByText("open cases").click();
        assertThat(page.locator("h2").first()).containsText("Cases");
        page.locator("input[name=subject]").fill(subscription);
        page.locator("button:text('Show')").click();
        assertThat(page.locator("tbody tr")).hasCount(1);
        assertThat(page.locator("tbody tr")).containsText("has no sales unit");

        page.locator("tbody a").first().click();

        assertThat(page.locator("#words")).containsText(subscription + " has no sales unit");
        assertThat(page.locator("#evidence")).containsText("Whether it is billed");
        assertThat(page.locator("#history")).containsText("unitMissing, version");
        page.locator("form:has(button:text('Set the sales unit')) input[name='input.unit']")
                .fill("MONTHLY");
        page.locator("form:has(button:text('Set the sales unit')) input[name=reason]")
                .fill("Sold by the month");
        page.getByText("Set the sales unit").click();
        runJobs();
        page.reload();

        assertThat(page.locator("#closed")).hasText("Closed by system: The symptom is gone");
        assertThat(page.locator("#history")).containsText("Sold by the month");
        page.context().close();
    }

    @Test
    void saysWhyAFixIsRefusedAndClosesWithAReason() {
        var subscription = incomplete();
        var page = page("billing", "/cases/" + numberOf(subscription));
        page.locator("form:has(button:text('Set the sales unit')) input[name='input.unit']")
                .fill("FORTNIGHTLY");
        page.locator("form:has(button:text('Set the sales unit')) input[name=reason]")
                .fill("Try");
        page.getByText("Set the sales unit").click();

        assertThat(page.locator("[role=alert]")).containsText("FORTNIGHTLY");
        assertThat(page.locator("form:has(button:text('Set the sales unit')) input[name='input.unit']"))
                .hasValue("FORTNIGHTLY");
        assertThat(page.locator("form:has(button:text('Set the sales unit')) input[name=reason]"))
                .hasValue("Try");
        page.locator("form:has(button:text('Close the case')) input[name=reason]")
                .fill("It is a test");
        page.getByText("Close the case").click();

        assertThat(page.locator("#closed")).hasText("Closed by billing: It is a test");
        page.context().close();
    }

    @Test
    void showsButtonsToTheRoleOnly() {
        var subscription = incomplete();
        var number = numberOf(subscription);

        var page = page("operator", "/cases/" + number);
        assertThat(page.locator("button:text('Set the sales unit')")).hasCount(0);
        assertThat(page.getByText("It is for the role billing-manager.")).isVisible();
        page.context().close();
        var answer = as("operator")
                .post()
                .uri("/cases/" + number + "/fixes")
                .header("Sec-Fetch-Site", "same-origin")
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .body("fix=SET_UNIT&version=1&reason=x&input.unit=MONTHLY")
                .retrieve()
                .toEntity(String.class);
        assertThat(answer.getStatusCode().value()).isEqualTo(422);
        assertThat(answer.getBody()).contains("is for the role billing-manager");
    }

    @Test
    void opensACaseForWhatSomebodyMetAndLinksWhatItNames() {
        var number = contract();
        var page = page("billing", "/cases");
        var form = page.locator("section:has(#ask) form");
        form.locator("select[name=symptom]").selectOption("INVOICE_NOT_GENERATED");
        form.locator("input[name=about]").fill(incomplete());
        form.locator("input[name=seen]").fill("No invoice came this month");
        page.getByText("Open a case").click();
        assertThat(page.locator("[role=alert]")).containsText("is asked about a billing contract, such as BC-000001");
        assertThat(form.locator("input[name=seen]")).hasValue("No invoice came this month");

        form.locator("input[name=about]").fill(number);
        page.getByText("Open a case").click();
        runJobs();
        page.reload();

        assertThat(page.locator("#about")).containsText("Invoice not generated of " + number);
        assertThat(page.locator("#words")).containsText("Nothing of " + number + " is billable");
        assertThat(page.locator("#words a").first())
                .hasAttribute("href", java.util.regex.Pattern.compile(".*/contracts/" + number));
        page.locator("#about a").click();
        assertThat(page.locator("h2").first()).containsText(number);
        page.goBack();
        page.locator("form:has(button:text('It is right so')) input[name=reason]")
                .fill("They pause until March");
        page.locator("button:text('It is right so')").click();
        assertThat(page.locator("#closed")).hasText("Closed by billing: They pause until March");
        page.context().close();
    }

    @Test
    void asksInOneCaseOnlyAndWhoMayOnlyReadIsNotAsked() {
        var number = contract();
        var first = asked(number);
        var second = asked(number);

        assertThat(second).isEqualTo(first).contains("/cases/CASE-");
        var auditor = page("auditor", "/cases");
        assertThat(auditor.getByText("Open a case")).hasCount(0);
        auditor.context().close();
    }

    private String asked(String contract) {
        var answer = as("operator")
                .post()
                .uri("/cases")
                .header("Sec-Fetch-Site", "same-origin")
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .body("symptom=INVOICE_NOT_GENERATED&seen=None&about=" + contract)
                .retrieve()
                .toEntity(String.class);
        return answer.getStatusCode().is3xxRedirection()
                ? String.valueOf(answer.getHeaders().getLocation())
                : "/cases/" + numberOf(contract);
    }

    /** One without subscriptions, numbered as they are. */
    private String contract() {
        var number = "BC-" + ThreadLocalRandom.current().nextInt(800_000, 1_000_000);
        jdbc.sql("update billing_contract set number = :number where id = :id")
                .param("number", number)
                .param("id", given.contract(Terms.monthly("2030-01-01")))
                .update();
        return number;
    }

    private String incomplete() {
        var contract = given.contract(Terms.monthly("2030-01-01"));
        var subscription = given.subscription(contract, "Suite");
        given.change(subscription, "2030-01-01", 10, null);
        time.moveBy(Duration.ofMinutes(6));
        runJobs();
        return jdbc.sql("select number from subscription where id = :id")
                .param("id", subscription)
                .query(String.class)
                .single();
    }

    private String numberOf(String subject) {
        return cases.all(new CaseFilter(null, null, subject, null, true), Paging.first())
                .items()
                .get(0)
                .number();
    }

    private Page page(String logIn, String path) {
        var page = browser.windowOf(logIn).newPage();
        page.navigate("http://localhost:" + port + path);
        return page;
    }
}
