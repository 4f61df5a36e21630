package io.tenantry.invoicing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.ScenarioTest;
import io.tenantry.invoicing.LedgerFixture.Terms;
import io.tenantry.invoicing.run.RunRegister;
import io.tenantry.shared.Paging;
import io.tenantry.shared.Refused;
import io.tenantry.tax.NewTaxRate;
import io.tenantry.tax.TaxServices;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** No number is spent on what could not be a legal document. */
class LegalRequirementsIT extends ScenarioTest {

    @Autowired
    private Invoices invoices;

    @Autowired
    private BillingRuns runs;

    @Autowired
    private RunRegister register;

    @Autowired
    private TaxServices taxServices;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    private LedgerFixture given;
    private UUID contract;

    @BeforeEach
    void givenTwoDraftsThatWaitForReview() {
        given = new LedgerFixture(jdbc, transaction);
        contract = given.contract(Terms.monthly("2011-03-01"));
        given.change(given.subscription(contract, "Suite"), "2011-03-01", 10, "12.00");
        bill("2011-04-02");
    }

    @AfterEach
    void leaveNothingDue() {
        given.close();
    }

    @Test
    void aDraftWhoseFiguresDisagreeGetsNoNumber() {
        var draft = oldest();
        var before = lastNumber();
        jdbc.sql("update invoice set net = net + 1, total = total + 1 where id = :id")
                .param("id", draft.id())
                .update();

        assertThatThrownBy(() -> invoices.bill(draft.reference(), draft.version()))
                .isInstanceOf(Refused.class)
                .hasMessageStartingWith("Draft " + draft.reference() + " breaks rule BR-CO-10")
                .hasMessageContaining("120.00 EUR, but the net is 121.00 EUR")
                .hasMessageContaining("Void it");

        assertThat(oldest().number()).isNull();
        assertThat(lastNumber()).isEqualTo(before);
    }

    @Test
    void aDraftToACustomerWithoutAddressGetsNoNumber() {
        var draft = oldest();
        var before = lastNumber();
        jdbc.sql("update customer set postal_code = '', city = ' ' where id = :id")
                .param("id", draft.customerId())
                .update();

        assertThatThrownBy(() -> invoices.bill(draft.reference(), draft.version()))
                .isInstanceOf(Refused.class)
                .hasMessage("Customer " + draft.customerNumber() + " has no postal code, city; add it before billing");

        assertThat(lastNumber()).isEqualTo(before);
    }

    @Test
    void aCustomerWithoutVatIdCannotBeLeftTheTax() {
        var draft = oldest();
        for (var change : List.of(
                "update invoice_line set tax_rate = 0, tax_category = 'AE' where invoice_id = :id",
                "update invoice_tax set tax_rate = 0, tax = 0, tax_category = 'AE', exemption_reason = 'Reverse charge' where invoice_id = :id",
                "update invoice set tax = 0, total = net where id = :id",
                "update customer set vat_id = null where id = (select customer_id from invoice where id = :id)")) {
            jdbc.sql(change).param("id", draft.id()).update();
        }

        assertThatThrownBy(() -> invoices.bill(draft.reference(), draft.version()))
                .isInstanceOf(Refused.class)
                .hasMessage("Customer " + draft.customerNumber()
                        + " has no VAT id, without which tax cannot be left to it; add it before billing");
    }

    @Test
    void anIssuingCompanyWithoutVatIdBillsNothing() {
        var draft = oldest();
        transaction.executeWithoutResult(status -> {
            jdbc.sql("update issuing_company set vat_id = '' where is_default").update();

            assertThatThrownBy(() -> invoices.bill(draft.reference(), draft.version()))
                    .isInstanceOf(Refused.class)
                    .hasMessageContaining("has no VAT id; add it before billing");
            var run = register.open(LocalDate.parse("2011-05-02"), "test");
            runs.selectDueContracts(run);
            runs.checkContracts(run);
            assertThat(reason(run)).startsWith("The issuing company lacks name, address or VAT id");
            status.setRollbackOnly();
        });
    }

    /** No document may hold what is not subject to tax beside what is (BR-O-11). */
    @Test
    void aRunKeepsADraftThatBreaksARule() {
        var code = "T" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);
        taxServices.open(code, "RATE_BASED", new TaxServices.Description("Mixed", false));
        taxServices.enter(
                code,
                new NewTaxRate("STANDARD", "DE", null, "S", new BigDecimal("19"), "USt", null, LocalDate.EPOCH, null));
        taxServices.enter(
                code,
                new NewTaxRate("FOREIGN", "DE", null, "O", BigDecimal.ZERO, "-", "Not here", LocalDate.EPOCH, null));
        contract = given.contract(Terms.monthly("2011-03-01"));
        given.change(given.subscription(contract, "Suite"), "2011-03-01", 10, "12.00");
        var foreign = given.subscription(contract, "Foreign");
        given.change(foreign, "2011-03-01", 1, "5.00");
        jdbc.sql(
                        "update product set tax_category = 'FOREIGN' where id = (select product_id from subscription where id = :id)")
                .param("id", foreign)
                .update();
        jdbc.sql(
                        "update billing_contract set tax_service_id = (select id from tax_service where code = :code) where id = :id")
                .param("code", code)
                .param("id", contract)
                .update();
        var before = lastNumber();

        bill("2011-03-02");

        assertThat(oldest().status()).isEqualTo("DRAFT");
        assertThat(oldest().reviewReason())
                .isEqualTo("It breaks rule BR-O-11: what is not subject to tax cannot be on a document with what is");
        assertThat(lastNumber()).isEqualTo(before);
    }

    private InvoiceView oldest() {
        var all = invoices.list(new InvoiceFilter(null, null, number(), null, false), new Paging(0, 10))
                .items();
        return all.get(all.size() - 1);
    }

    private String number() {
        return jdbc.sql("select number from billing_contract where id = :id")
                .param("id", contract)
                .query(String.class)
                .single();
    }

    private String reason(String run) {
        return jdbc.sql(
                        """
                        select i.reason from billing_run_item i
                        join billing_run r on r.id = i.billing_run_id
                        where r.number = :run and i.billing_contract_id = :contract
                        """)
                .param("run", run)
                .param("contract", contract)
                .query(String.class)
                .single();
    }

    private long lastNumber() {
        return jdbc.sql("select last_number from invoice_series where kind = 'INVOICE'")
                .query(Long.class)
                .single();
    }

    private void bill(String asOf) {
        var run = register.open(LocalDate.parse(asOf), "test");
        runs.selectDueContracts(run);
        while (runs.invoiceNextChunk(run)) {}
    }
}
