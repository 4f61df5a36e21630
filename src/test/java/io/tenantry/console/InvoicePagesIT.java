package io.tenantry.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.tenantry.ScenarioTest;
import io.tenantry.invoicing.BillingRuns;
import io.tenantry.invoicing.InvoiceFilter;
import io.tenantry.invoicing.InvoiceView;
import io.tenantry.invoicing.Invoices;
import io.tenantry.invoicing.LedgerFixture;
import io.tenantry.invoicing.LedgerFixture.Terms;
import io.tenantry.invoicing.run.RunRegister;
import io.tenantry.shared.Money;
import io.tenantry.shared.Paging;
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
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A billed invoice of Suite over 120.00 and Phone over 62.00, with 19 % 216.58, is credited and paid on its page. */
class InvoicePagesIT extends ScenarioTest {

    private static Browser browser;

    @Autowired
    private BillingRuns runs;

    @Autowired
    private RunRegister register;

    @Autowired
    private Invoices invoices;

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
        runtime.createProcessInstanceQuery().processDefinitionKey("post-invoice").list().stream()
                .filter(instance -> instance.getBusinessKey().matches("(INV|CRN)-.*"))
                .forEach(instance -> runtime.deleteProcessInstance(instance.getId(), "the story is over"));
    }

    @Test
    void aBillingManagerCreditsOneLineAndIsToldWhatIsMissing() {
        var invoice = billed("2007-01-01");
        var page = page("billing", "/invoices/" + invoice.number());
        var credit = page.locator("#credit");

        credit.getByLabel("The ticked lines").check();
        credit.getByLabel("Waive").check();
        credit.getByLabel("Reason").fill("agreed by phone");
        press(page, "Issue the credit note");
        assertThat(page.locator("#credit [role=alert]"))
                .hasText("No line is ticked; tick what is credited, or choose all");
        assertThat(credit.getByLabel("Waive")).isChecked();
        assertThat(credit.getByLabel("Reason")).hasValue("agreed by phone");

        credit.getByLabel("Phone").check();
        press(page, "Issue the credit note");

        assertThat(page.locator("h2").first()).containsText("Credit note CRN-");
        assertThat(page.locator(".facts")).containsText("-73.78 EUR");
        var left = invoices.get(key(invoice));
        assertThat(left.balance().credited()).isEqualTo(eur("73.78"));
        assertThat(left.balance().open()).isEqualTo(eur("142.80"));
        assertThat(waived(invoice)).isEqualTo(1);
        page.context().close();
    }

    @Test
    void aCreditNoteThatIsSentTwiceGivesBackOnce() {
        var invoice = billed("2007-02-01");
        var form = "version=" + invoice.version() + "&part=ALL&afterwards=BILL_AGAIN&reason=wrong+price";

        var first = post("billing", credit(invoice), form);
        var second = post("billing", credit(invoice), form);

        assertThat(first.getStatusCode().isError()).isFalse();
        assertThat(second.getStatusCode().value()).isEqualTo(409);
        assertThat(second.getBody()).contains("Invoice " + invoice.number() + " was changed since you read it");
        var credited = invoices.get(key(invoice));
        assertThat(credited.balance().creditNotes()).hasSize(1);
        assertThat(credited.balance().credited()).isEqualTo(eur("216.58"));
        assertThat(waived(invoice)).isZero();
    }

    @Test
    void aCreditNoteThatContradictsItselfOrLeavesSomethingOpenIsRefusedInWords() {
        var invoice = billed("2007-03-01");
        var version = "version=" + invoice.version();

        assertRefused(invoice, version + "&part=ALL&lines=1&afterwards=WAIVE&reason=x", "but lines [1] are ticked");
        assertRefused(invoice, version + "&lines=1&reason=x", "Choose whether it is billed again or waived");
        assertRefused(invoice, version + "&afterwards=WAIVE&reason=x", "No line is ticked");
        assertRefused(invoice, version + "&part=ALL&afterwards=WAIVE&reason=", "Say why invoice " + invoice.number());
        assertRefused(invoice, version + "&part=TICKED&lines=9&afterwards=WAIVE&reason=x", "what is left is 1, 2");

        assertThat(invoices.get(key(invoice)).balance().creditNotes()).isEmpty();
    }

    @Test
    void aPaymentIsBookedOnceByItsReferenceAndReadAsItWasTyped() {
        var invoice = billed("2007-04-01");
        var page = page("billing", "/invoices/" + invoice.number());
        var payment = page.locator("#payment");
        var reference = "statement 17, " + invoice.number();

        payment.getByLabel("Amount in EUR").fill("200,00");
        payment.getByLabel("The bank's reference").fill(reference);
        press(page, "Book the payment");
        assertThat(page.locator("#payment [role=alert]"))
                .hasText("'200,00' is no amount; write digits and a point, such as 200.00");
        payment.getByLabel("Amount in EUR").fill("200.00");
        press(page, "Book the payment");

        assertThat(page.locator("h2").first()).containsText("partially paid");
        assertThat(page.locator(".facts")).containsText("16.58 EUR");
        var again = post("billing", pay(invoice), "amount=200.00&reference=" + reference);
        assertThat(again.getStatusCode().isError()).isFalse();
        var other = post("billing", pay(invoice), "amount=16.58&reference=" + reference);
        assertThat(other.getStatusCode().value()).isEqualTo(409);
        assertThat(other.getBody()).contains("is booked already, for another invoice or amount than 16.58 EUR");
        assertThat(invoices.get(key(invoice)).paid()).isEqualTo(eur("200.00"));
        page.context().close();
    }

    @Test
    void aPaymentWithoutReferenceOrAmountIsRefusedInWords() {
        var invoice = billed("2007-05-01");

        var nameless = post("billing", pay(invoice), "amount=200.00&reference=+");
        var nothing = post("billing", pay(invoice), "amount=0&reference=statement+18");

        assertThat(nameless.getStatusCode().value()).isEqualTo(422);
        assertThat(nameless.getBody()).contains("Give the bank&#39;s reference of the payment");
        assertThat(nothing.getStatusCode().value()).isEqualTo(422);
        assertThat(nothing.getBody()).contains("does not fit invoice " + invoice.number() + " over 216.58 EUR");
        assertThat(invoices.get(key(invoice)).paid()).isEqualTo(eur("0.00"));
    }

    @Test
    void whatDoesNotFitItsFieldIsSaidBesideTheFormAndStaysInIt() {
        var invoice = billed("2007-07-01");
        var person = new SentPage(as("billing"));

        SentPage.assertRefused(
                person.send(pay(invoice), Map.of("reference", "statement 19")),
                "&#39;amount&#39; is empty; fill it in",
                "value=\"statement 19\"");
        SentPage.assertRefused(
                person.send(
                        credit(invoice),
                        Map.of(
                                "version",
                                "1",
                                "part",
                                "TICKED",
                                "lines",
                                "two",
                                "afterwards",
                                "WAIVE",
                                "reason",
                                "x1")),
                "&#39;two&#39; does not fit &#39;lines&#39;; give a number such as 20",
                "value=\"x1\"");
        SentPage.assertRefused(person.send(credit(invoice), Map.of()), "role=\"alert\"");
        assertThat(invoices.get(key(invoice)).balance().creditNotes()).isEmpty();
    }

    @Test
    void whoMayNotBillSeesNoFormAndIsRefusedAllTheSame() {
        var invoice = billed("2007-06-01");
        var form = "version=" + invoice.version() + "&part=ALL&afterwards=WAIVE&reason=x";

        assertThat(read("auditor", invoice)).contains(key(invoice)).doesNotContain("Correct it", "A payment came");
        assertThat(read("billing", invoice)).contains("Correct it", "A payment came");
        assertThat(post("operator", credit(invoice), form).getStatusCode().value())
                .isEqualTo(403);
        assertThat(post("operator", pay(invoice), "amount=1.00&reference=statement+19")
                        .getStatusCode()
                        .value())
                .isEqualTo(403);
        var untouched = invoices.get(key(invoice));
        assertThat(untouched.version()).isEqualTo(invoice.version());
        assertThat(untouched.paid()).isEqualTo(eur("0.00"));
    }

    private void assertRefused(InvoiceView invoice, String form, String words) {
        var answer = post("billing", credit(invoice), form);
        assertThat(answer.getStatusCode().value()).isEqualTo(422);
        assertThat(answer.getBody()).contains("role=\"alert\"", words);
    }

    private ResponseEntity<String> post(String logIn, String path, String form) {
        return as(logIn)
                .post()
                .uri(path)
                .header("Sec-Fetch-Site", "same-origin")
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .body(form)
                .retrieve()
                .toEntity(String.class);
    }

    private String read(String logIn, InvoiceView invoice) {
        return String.valueOf(as(logIn)
                .get()
                .uri("/invoices/" + invoice.number())
                .header("Accept", "text/html")
                .retrieve()
                .body(String.class));
    }

    private InvoiceView billed(String start) {
        var contract = given.contract(Terms.monthly(start));
        given.change(given.subscription(contract, "Suite"), start, 10, "12.00");
        given.change(given.subscription(contract, "Phone"), start, 1, "62.00");
        var run = register.open(LocalDate.parse(start).plusDays(1), "test");
        runs.selectDueContracts(run);
        runs.checkContracts(run);
        while (runs.invoiceNextChunk(run)) {}
        var filter = new InvoiceFilter(null, null, number(contract), null, false);
        var invoice = invoices.list(filter, Paging.first()).items().get(0);
        assertThat(invoice.total()).isEqualTo(eur("216.58"));
        return invoice;
    }

    private int waived(InvoiceView invoice) {
        return jdbc.sql(
                        """
                        select count(*) from allocation a
                        join invoice n on n.id = a.invoice_id
                        where n.corrects_invoice_id = :id and a.state = 'WAIVED' and a.live
                        """)
                .param("id", invoice.id())
                .query(Integer.class)
                .single();
    }

    private static void press(Page page, String button) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button))
                .click();
    }

    private Page page(String logIn, String path) {
        var page = browser.windowOf(logIn).newPage();
        page.navigate("http://localhost:" + port + path);
        return page;
    }

    private static String credit(InvoiceView invoice) {
        return "/invoices/" + invoice.number() + "/credit-notes";
    }

    private static String pay(InvoiceView invoice) {
        return "/invoices/" + invoice.number() + "/payments";
    }

    private static String key(InvoiceView invoice) {
        return String.valueOf(invoice.number());
    }

    private static Money eur(String amount) {
        return Money.of(amount, "EUR");
    }

    private static String number(UUID contract) {
        return "CON-" + contract.toString().substring(0, 13);
    }
}
