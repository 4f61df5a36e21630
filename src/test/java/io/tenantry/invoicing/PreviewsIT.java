package io.tenantry.invoicing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenantry.ScenarioTest;
import io.tenantry.invoicing.LedgerFixture.Terms;
import io.tenantry.invoicing.run.RunRegister;
import io.tenantry.shared.NotFound;
import io.tenantry.shared.Refused;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

class PreviewsIT extends ScenarioTest {

    @Autowired
    private Previews previews;

    @Autowired
    private BillingRuns runs;

    @Autowired
    private RunRegister register;

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
    void aPreviewShowsLinesWaiversCyclesAndTheNextInvoiceDate() {
        var contract = given.contract(Terms.monthly("2013-06-01"));
        var suite = given.subscription(contract, "Suite");
        given.change(suite, "2013-06-01", 10, "30.00");
        bill(LocalDate.parse("2013-06-02"));
        given.change(suite, "2013-06-16", -2, "30.00");
        given.change(suite, "2013-06-21", -1, "30.00", false);

        var preview = previews.preview(number(contract), LocalDate.parse("2013-07-02"));

        assertThat(preview.outcome()).isEqualTo("INVOICED");
        assertThat(preview.nextInvoiceDate()).isEqualTo("2013-08-02");
        assertThat(preview.cycles()).extracting(ContractPreview.Cycle::number).containsExactly(1);
        var draft = preview.drafts().get(0);
        assertThat(draft.lines())
                .extracting(line -> line.servicePeriod().from() + " " + line.amount())
                .containsExactly("2013-06-16 -30.00 EUR", "2013-07-01 210.00 EUR");
        assertThat(draft.total()).hasToString("214.20 EUR");
        assertThat(draft.waivers()).singleElement().satisfies(waived -> {
            assertThat(waived.amount()).hasToString("-10.00 EUR");
            assertThat(waived.reason()).isEqualTo("Not credited: the change was made without refund");
        });
    }

    @Test
    void aPreviewSaysWhyNothingWouldBeBilled() {
        var contract = given.contract(Terms.monthly("2013-06-01"));
        given.change(given.subscription(contract, "Suite"), "2013-06-01", 10, null);

        assertThat(previews.preview(number(contract), LocalDate.parse("2013-05-31")))
                .satisfies(early -> {
                    assertThat(early.outcome()).isEqualTo("NOTHING_DUE");
                    assertThat(early.reason()).isEqualTo("Nothing is billed before the next invoice date, 2013-06-02");
                });
        assertThat(previews.preview(number(contract), LocalDate.parse("2013-06-02")))
                .satisfies(unpriced -> {
                    assertThat(unpriced.outcome()).isEqualTo("SET_ASIDE");
                    assertThat(unpriced.heldBack())
                            .singleElement()
                            .satisfies(line -> assertThat(line.period().from()).isEqualTo("2013-06-01"));
                    assertThat(unpriced.reason()).contains("has no price in EUR, though the price list");
                });
        given.close();
        assertThat(previews.preview(number(contract), LocalDate.parse("2013-06-02"))
                        .reason())
                .endsWith("is not active and bills no more; open a new one for its subscriptions");
    }

    @Test
    void aPreviewOfNoContractOrOfADayThatNobodyMeansIsRefused() {
        var contract = given.contract(Terms.monthly("2013-06-01"));

        assertThatThrownBy(() -> previews.preview("BC-NONE", LocalDate.parse("2013-06-02")))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> previews.preview(number(contract), LocalDate.parse("9999-12-31")))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("9999-12-31 is more than 10 years ahead");
    }

    @Test
    void theApiPreviewsForWhoeverMayRead() {
        var contract = given.contract(Terms.monthly("2013-06-01"));
        given.change(given.subscription(contract, "Suite"), "2013-06-01", 10, "12.00");

        var preview = as("auditor")
                .get()
                .uri("/api/v1/billing-contracts/" + number(contract) + "/preview?asOf=2013-06-02")
                .retrieve()
                .body(JsonNode.class);

        assertThat(preview.at("/drafts/0/lines/0/amount/amount").decimalValue()).isEqualByComparingTo("120.00");
        assertThat(preview.at("/drafts/0/total/amount").decimalValue()).isEqualByComparingTo("142.80");
    }

    private void bill(LocalDate asOf) {
        var run = register.open(asOf, "test");
        runs.selectDueContracts(run);
        runs.checkContracts(run);
        while (runs.invoiceNextChunk(run)) {}
    }

    private static String number(UUID contract) {
        return "CON-" + contract.toString().substring(0, 13);
    }
}
