package io.tenantry.console;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.List;
import java.util.UUID;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Ten seats at 12.00 a month from the 15th of a quarter: 305.81 are owed to its end, with 19 % 363.91. */
class ContractPagesIT extends ScenarioTest {

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

    private LedgerFixture given;

    @BeforeEach
    void givenALedger() {
        given = new LedgerFixture(jdbc, transaction);
    }

    @AfterEach
    void leaveNothingDueAndNothingGoingOut() {
        given.close();
        runtime.createProcessInstanceQuery().processDefinitionKey("post-invoice").list().stream()
                .filter(instance -> instance.getBusinessKey().startsWith("INV-"))
                .forEach(instance -> runtime.deleteProcessInstance(instance.getId(), "the story is over"));
    }

    @Test
    void whatChangedIsInvoicedOnceHoweverOftenTheFormIsSent() {
        var contract = given.contract(Terms.advance("2006-01-01", 3));
        given.change(given.subscription(contract, "Suite"), "2006-01-15", 10, "12.00");
        bill("2006-01-02");

        var key = new SentPage(as("billing")).keyOn("/contracts/" + number(contract));
        var first = issue("billing", contract, "2006-01-20&formKey=" + key);
        var second = issue("billing", contract, "2006-01-20&formKey=" + key);
        var another = issue("billing", contract, "2006-01-20&formKey=another");

        assertThat(SentPage.place(second)).isEqualTo(SentPage.place(first)).startsWith("/invoices/INV-");
        SentPage.assertRefused(
                another,
                "No change of contract " + number(contract) + " up to 2006-01-20 is owed",
                "value=\"2006-01-20\"");
        assertThat(of(contract))
                .singleElement()
                .satisfies(invoice -> assertThat(invoice.total()).isEqualTo(Money.of("363.91", "EUR")))
                .satisfies(invoice -> assertThat(invoice.status()).isEqualTo("BILLED"));
    }

    @Test
    void aDayThatIsNoneIsSaidBesideTheFormAndInvoicesNothing() {
        var contract = given.contract(Terms.advance("2006-04-01", 3));

        SentPage.assertRefused(
                issue("billing", contract, "20.01.2006&formKey=once"),
                "&#39;20.01.2006&#39; does not fit &#39;up to&#39;; give a day such as 2026-01-31",
                "value=\"20.01.2006\"");
        SentPage.assertRefused(issue("billing", contract, "&formKey=once"), "&#39;up to&#39; is empty; fill it in");
        assertThat(of(contract)).isEmpty();
    }

    @Test
    void aContractThatIsBilledMonthlyHasNoSuchFormAndIsToldWhy() {
        var contract = given.contract(Terms.monthly("2006-02-01"));

        var refused = issue("billing", contract, "2006-02-20&formKey=once");

        assertThat(refused.getStatusCode().value()).isEqualTo(422);
        assertThat(refused.getBody())
                .contains("Change-log invoices are for contracts of 3 months and more")
                .doesNotContain("Issue the change-log invoice");
        assertThat(of(contract)).isEmpty();
    }

    @Test
    void whoMayNotBillSeesNoFormAndIsRefusedAllTheSame() {
        var contract = given.contract(Terms.advance("2006-03-01", 3));
        given.change(given.subscription(contract, "Suite"), "2006-03-15", 10, "12.00");
        bill("2006-03-02");

        var refused = issue("operator", contract, "2006-03-20");

        assertThat(refused.getStatusCode().value()).isEqualTo(403);
        assertThat(of(contract)).isEmpty();
        assertThat(read("operator", contract)).contains(number(contract)).doesNotContain("Invoice what changed");
        assertThat(read("billing", contract)).contains("Invoice what changed", "Issue the change-log invoice");
    }

    private ResponseEntity<String> issue(String logIn, UUID contract, String upTo) {
        return as(logIn)
                .post()
                .uri("/contracts/" + number(contract) + "/change-log-invoices")
                .header("Sec-Fetch-Site", "same-origin")
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .body("upTo=" + upTo)
                .retrieve()
                .toEntity(String.class);
    }

    private String read(String logIn, UUID contract) {
        return String.valueOf(as(logIn)
                .get()
                .uri("/contracts/" + number(contract))
                .header("Accept", "text/html")
                .retrieve()
                .body(String.class));
    }

    private void bill(String asOf) {
        var run = register.open(LocalDate.parse(asOf), "test");
        runs.selectDueContracts(run);
        runs.checkContracts(run);
        while (runs.invoiceNextChunk(run)) {}
    }

    private List<InvoiceView> of(UUID contract) {
        var filter = new InvoiceFilter(null, null, number(contract), null, false);
        return invoices.list(filter, Paging.first()).items();
    }

    private static String number(UUID contract) {
        return "CON-" + contract.toString().substring(0, 13);
    }
}
