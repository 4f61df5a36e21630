package io.tenantry.invoicing;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.ScenarioTest;
import io.tenantry.invoicing.LedgerFixture.Terms;
import io.tenantry.shared.Money;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What a license change is worth, by the computation that writes the invoices. */
class ChangeImpactsIT extends ScenarioTest {

    @Autowired
    private ChangeImpacts impacts;

    @Autowired
    private BillingRuns runs;

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
    void fiveMoreSeatsFromThe20thAddTheirDaysAndTheNextMonthTo83Point23() {
        var contract = given.contract(Terms.monthly("2009-01-01"));
        var suite = given.subscription(contract, "Suite");
        given.change(suite, "2009-01-01", 10, "12.00");
        runs.request(LocalDate.parse("2009-01-02"));
        runJobs();
        given.change(suite, "2009-01-20", 5, "12.00");
        var numbers = jdbc.sql("select number from license_change where subscription_id = :id order by sequence")
                .param("id", suite)
                .query(String.class)
                .list();

        var impact = impacts.of(numbers).get(numbers.get(1));

        assertThat(impact.monthlyBefore()).isEqualTo(Money.of("120.00", "EUR"));
        assertThat(impact.monthlyAfter()).isEqualTo(Money.of("180.00", "EUR"));
        assertThat(impact.nextInvoiceDate()).isEqualTo("2009-02-02");
        assertThat(impact.addsToNextInvoice()).isEqualTo(Money.of("83.23", "EUR"));
        assertThat(impacts.of(List.of("LCL-NONE"))).isEmpty();
    }
}
