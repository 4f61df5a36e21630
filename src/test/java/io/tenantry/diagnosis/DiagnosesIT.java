package io.tenantry.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenantry.ScenarioTest;
import io.tenantry.invoicing.BillingRuns;
import io.tenantry.invoicing.LedgerFixture;
import io.tenantry.invoicing.LedgerFixture.Terms;
import io.tenantry.invoicing.run.RunRegister;
import io.tenantry.shared.NotFound;
import io.tenantry.shared.Refused;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

class DiagnosesIT extends ScenarioTest {

    @Autowired
    private Diagnoses diagnoses;

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
    void aWriteInLacksItsProduct() {
        var contract = suite("12.00");
        set("subscription set product_id = null where billing_contract_id = :id", contract);

        assertThat(causes(Symptom.INVOICE_SHOWS_A_WRITE_IN, contract, "2010-01-02"))
                .containsExactly(Cause.PRODUCT_MISSING);
    }

    @Test
    void aWriteInLacksItsPriceListItemOrItIsNotValidOrInAnotherUnit() {
        var contract = suite("12.00");
        var items =
                "price_list_item i set %s from billing_contract c where c.price_list_id = i.price_list_id and c.id = :id";

        set(items.formatted("valid = daterange('2009-01-01', '2010-01-01')"), contract);
        assertThat(causes(Symptom.INVOICE_SHOWS_A_WRITE_IN, contract, "2010-01-02"))
                .containsExactly(Cause.PRICE_ITEM_NOT_VALID);
        set(items.formatted("unit = 'ANNUAL'"), contract);
        assertThat(causes(Symptom.INVOICE_SHOWS_A_WRITE_IN, contract, "2010-01-02"))
                .containsExactly(Cause.UNIT_MISMATCH);
        jdbc.sql(
                        """
                        delete from price_list_item i using billing_contract c
                        where c.price_list_id = i.price_list_id and c.id = :id
                        """)
                .param("id", contract)
                .update();
        assertThat(causes(Symptom.INVOICE_SHOWS_A_WRITE_IN, contract, "2010-01-02"))
                .containsExactly(Cause.PRICE_ITEM_MISSING);
    }

    @Test
    void aWriteInLacksItsPriceOrIsInAnotherCurrency() {
        var contract = suite(null);
        assertThat(causes(Symptom.INVOICE_SHOWS_A_WRITE_IN, contract, "2010-01-02"))
                .containsExactly(Cause.PRICE_MISSING);

        set("subscription set currency = 'USD' where billing_contract_id = :id", contract);
        assertThat(causes(Symptom.INVOICE_SHOWS_A_WRITE_IN, contract, "2010-01-02"))
                .containsExactly(Cause.CURRENCY_MISMATCH, Cause.PRICE_MISSING);
    }

    @Test
    void whatLooksDoubleIsACatchUpOfSeveralCycles() {
        var contract = suite("12.00");
        bill("2010-03-02");

        var diagnosis = diagnose(Symptom.LOOKS_DOUBLE_BILLED, contract, "2010-03-02");

        assertThat(diagnosis.findings()).first().satisfies(finding -> {
            assertThat(finding.cause()).isEqualTo(Cause.CATCH_UP);
            assertThat(finding.sentence()).contains("caught up 3 cycles");
            assertThat(finding.evidence()).hasSize(3).anyMatch(one -> one.contains("2010-01-01 to 2010-02-01"));
            assertThat(finding.fix()).startsWith("Compare the service periods");
        });
        assertThat(diagnosis.evidence().lines()).extracting(Evidence.Line::from).doesNotHaveDuplicates();
    }

    @Test
    void whatLooksDoubleIsTwoChangesOrOneThatWasEnteredTwice() {
        var contract = given.contract(Terms.monthly("2010-01-01"));
        var suite = given.subscription(contract, "Suite");
        given.change(suite, "2010-01-01", 10, "12.00");
        bill("2010-01-02");
        assertThat(causes(Symptom.LOOKS_DOUBLE_BILLED, contract, "2010-01-02"))
                .containsExactly(Cause.NOT_DOUBLE_BILLED);

        given.change(suite, "2010-01-10", 3, "12.00");
        given.change(suite, "2010-01-10", 3, "12.00");
        bill("2010-02-02");

        assertThat(causes(Symptom.LOOKS_DOUBLE_BILLED, contract, "2010-02-02"))
                .startsWith(Cause.CHANGE_ENTERED_TWICE)
                .contains(Cause.DIFFERENT_CHANGES_SAME_PERIOD);
    }

    @Test
    void whatLooksDoubleIsTheSameProductInTwoSubscriptions() {
        var contract = suite("12.00");
        var other = given.subscription(contract, "Suite");
        given.change(other, "2010-01-01", 1, "12.00");
        set(
                "subscription s set product_id = (select min(o.product_id::text)::uuid from subscription o"
                        + " where o.billing_contract_id = s.billing_contract_id) where billing_contract_id = :id",
                contract);

        assertThat(causes(Symptom.LOOKS_DOUBLE_BILLED, contract, "2010-01-02"))
                .containsExactly(Cause.SAME_PRODUCT_TWICE, Cause.SAME_PRODUCT_TWICE);
    }

    @Test
    void aMissingLineTakesEffectLaterOrIsArchivedOrNotBillable() {
        var contract = given.contract(Terms.monthly("2010-01-01"));
        var suite = given.subscription(contract, "Suite");
        given.change(suite, "2010-01-01", 10, "12.00");
        bill("2010-01-02");
        var late = given.change(suite, "2010-06-01", 1, "12.00");
        assertThat(causes(Symptom.LINE_OR_CREDIT_IS_MISSING, contract, "2010-01-02"))
                .containsExactly(Cause.EFFECTIVE_LATER);

        LedgerFixture.bill(jdbc, late, "ARCHIVED", "Billed elsewhere");
        assertThat(causes(Symptom.LINE_OR_CREDIT_IS_MISSING, contract, "2010-07-02"))
                .contains(Cause.CHANGE_ARCHIVED);

        set("subscription set billable = false where billing_contract_id = :id", contract);
        assertThat(causes(Symptom.LINE_OR_CREDIT_IS_MISSING, contract, "2010-01-02"))
                .contains(Cause.NOT_BILLABLE);
    }

    @Test
    void aMissingCreditWasWaivedAndSaysWhy() {
        var contract = given.contract(Terms.monthly("2010-01-01"));
        var suite = given.subscription(contract, "Suite");
        given.change(suite, "2010-01-01", 10, "31.00");
        bill("2010-01-02");
        given.change(suite, "2010-01-22", -1, "31.00", false);
        assertThat(causes(Symptom.LINE_OR_CREDIT_IS_MISSING, contract, "2010-01-25"))
                .containsExactly(Cause.COMES_WITH_NEXT_INVOICE);

        bill("2010-02-02");

        assertThat(diagnose(Symptom.LINE_OR_CREDIT_IS_MISSING, contract, "2010-02-02")
                        .findings())
                .filteredOn(finding -> finding.cause() == Cause.CREDIT_WAIVED)
                .singleElement()
                .satisfies(finding -> assertThat(finding.sentence())
                        .startsWith("-10.00 EUR of LCL-")
                        .contains("2010-01-22 to 2010-02-01")
                        .endsWith("the change was made without refund"));
    }

    @Test
    void aMissingLineIsHeldBackAndSaysByWhom() {
        var contract = suite(null);
        bill("2010-01-02");

        assertThat(diagnose(Symptom.LINE_OR_CREDIT_IS_MISSING, contract, "2010-01-02")
                        .findings())
                .filteredOn(finding -> finding.cause() == Cause.LINE_QUARANTINED)
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.sentence()).contains("is held back from 2010-01-01 on: Subscription SUB-");
                    assertThat(finding.evidence()).hasSize(3);
                });
        assertThat(causes(Symptom.INVOICE_SHOWS_A_WRITE_IN, contract, "2010-01-02"))
                .contains(Cause.LINE_QUARANTINED, Cause.PRICE_MISSING);
    }

    @Test
    void aMissingLineIsScheduledStillOrCouldNotBeMerged() {
        var contract = suite("12.00");
        bill("2010-01-02");
        schedule(contract, "PENDING", null);
        schedule(contract, "MERGE_FAILED", "The parent is suspended");

        assertThat(causes(Symptom.LINE_OR_CREDIT_IS_MISSING, contract, "2010-01-02"))
                .containsExactlyInAnyOrder(Cause.CHANGE_STILL_SCHEDULED, Cause.MERGE_FAILED);
    }

    @Test
    void aMissingLineBelongsToACycleThatWasLeftOut() {
        var contract = suite("12.00");
        bill("2010-01-02");
        set("billing_contract set next_invoice_date = '2010-03-02' where id = :id", contract);
        bill("2010-03-02");

        assertThat(causes(Symptom.LINE_OR_CREDIT_IS_MISSING, contract, "2010-03-02"))
                .contains(Cause.CYCLE_SKIPPED);
        assertThat(causes(Symptom.NOT_GENERATED, contract, "2010-02-10")).contains(Cause.CYCLE_SKIPPED);
    }

    @Test
    void aMissingLineIsOnAnotherInvoice() {
        var contract = given.contract(Terms.monthly("2010-01-01"));
        var suite = given.subscription(contract, "Suite");
        given.change(suite, "2010-01-01", 10, "12.00");
        bill("2010-01-02");
        given.change(suite, "2010-01-10", 3, "12.00");
        bill("2010-02-02");
        var first = jdbc.sql("select reference from invoice where billing_contract_id = :id order by period limit 1")
                .param("id", contract)
                .query(String.class)
                .single();

        var diagnosis = diagnoses.diagnose(
                Symptom.LINE_OR_CREDIT_IS_MISSING, new Question(first, null, null, LocalDate.parse("2010-01-31")));

        assertThat(diagnosis.findings()).extracting(Finding::cause).containsExactly(Cause.BILLED_ON_ANOTHER_INVOICE);
        assertThat(diagnosis.invoice()).isEqualTo(first);
    }

    @Test
    void anInvoiceIsNotGeneratedForAContractThatCannotBeBilled() {
        var contract = suite("12.00");
        assertThat(causes(Symptom.NOT_GENERATED, contract, "2009-12-01")).containsExactly(Cause.CONTRACT_STARTS_LATER);
        assertThat(causes(Symptom.NOT_GENERATED, contract, "2010-01-01")).containsExactly(Cause.NOT_DUE_YET);
        assertThat(causes(Symptom.NOT_GENERATED, contract, "2010-01-02")).containsExactly(Cause.NO_RUN_SINCE_DUE);

        set("customer k set city = '' from billing_contract c where c.customer_id = k.id and c.id = :id", contract);
        bill("2010-01-02");
        assertThat(causes(Symptom.NOT_GENERATED, contract, "2010-01-02"))
                .contains(Cause.ADDRESS_INCOMPLETE, Cause.SET_ASIDE);

        given.close();
        assertThat(causes(Symptom.NOT_GENERATED, contract, "2010-01-02")).startsWith(Cause.CONTRACT_INACTIVE);
    }

    @Test
    void anInvoiceIsNotGeneratedBecauseNothingIsOwedOrADraftWaitsOrItIsThere() {
        var empty = given.contract(Terms.monthly("2010-01-01"));
        var billed = suite("12.00");
        var behind = given.contract(Terms.monthly("2009-12-01"));
        given.change(given.subscription(behind, "Suite"), "2009-12-01", 1, "12.00");
        bill("2010-01-02");

        assertThat(causes(Symptom.NOT_GENERATED, empty, "2010-01-02"))
                .containsExactly(Cause.NO_BILLABLE_SUBSCRIPTION, Cause.NOTHING_OWED);
        assertThat(causes(Symptom.NOT_GENERATED, billed, "2010-01-02")).containsExactly(Cause.ALREADY_GENERATED);
        assertThat(causes(Symptom.NOT_GENERATED, behind, "2010-01-02"))
                .containsExactly(Cause.DRAFT_WAITS_FOR_REVIEW, Cause.DRAFT_WAITS_FOR_REVIEW);
    }

    @Test
    void anInvoiceIsNotGeneratedAfterItsContractEndedOrWhileItsRunIsAtWork() {
        var ended = given.contract(Terms.monthly("2010-01-01").until("2010-02-01"));
        given.change(given.subscription(ended, "Suite"), "2010-01-01", 1, "12.00");
        assertThat(causes(Symptom.NOT_GENERATED, ended, "2010-02-10")).contains(Cause.CONTRACT_ENDED);

        var waiting = suite("12.00");
        runs.selectDueContracts(register.open(LocalDate.parse("2010-01-02"), "test"));

        assertThat(causes(Symptom.NOT_GENERATED, waiting, "2010-01-02")).containsExactly(Cause.RUN_NOT_FINISHED);
    }

    @Test
    void aPriceIsWrongBecauseItIsNotThatOfTheListOrTheListChangedSince() {
        var contract = suite("15.00");
        assertThat(diagnose(Symptom.WRONG_PRICE, contract, "2010-01-02").findings())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.cause()).isEqualTo(Cause.PRICE_DIFFERS_FROM_LIST);
                    assertThat(finding.sentence())
                            .contains("has 15.00 EUR, the price list said 12.00 EUR on 2010-01-01");
                });

        var raised = suite("12.00");
        set(
                "price_list_item i set valid = daterange('1990-01-01', '2010-03-01') from billing_contract c"
                        + " where c.price_list_id = i.price_list_id and c.id = :id",
                raised);
        jdbc.sql(
                        """
                        insert into price_list_item (id, price_list_id, product_id, unit, term, selling_price, cost_price,
                                                     valid)
                        select gen_random_uuid(), i.price_list_id, i.product_id, i.unit, i.term, 14, 9,
                               daterange('2010-03-01', '9999-12-31')
                        from price_list_item i join billing_contract c on c.price_list_id = i.price_list_id
                        where c.id = :id
                        """)
                .param("id", raised)
                .update();
        assertThat(causes(Symptom.WRONG_PRICE, raised, "2010-04-01")).containsExactly(Cause.LIST_PRICE_CHANGED_SINCE);
    }

    @Test
    void aPriceLooksWrongOnAProratedLineOrBeforeAChangeOfPrice() {
        var contract = given.contract(Terms.arrears("2010-01-01", 1));
        var suite = given.subscription(contract, "Suite");
        given.change(suite, "2010-01-15", 10, "12.00");
        bill("2010-02-02");
        given.change(suite, "2010-05-01", 0, "13.00");

        assertThat(causes(Symptom.WRONG_PRICE, contract, "2010-02-02"))
                .containsExactly(Cause.PRICE_CHANGE_EFFECTIVE_LATER, Cause.PRORATED);
    }

    @Test
    void aPriceIsWrongBecauseTheUnitCoversOtherMonthsNow() {
        var contract = suite("12.00");
        set("subscription set sales_unit = 'MONTHLY', unit_months = 3 where billing_contract_id = :id", contract);

        assertThat(causes(Symptom.WRONG_PRICE, contract, "2010-01-02")).containsExactly(Cause.UNIT_MAPPING_CHANGED);
    }

    @Test
    void nothingKnownIsSaidAndNothingNamedIsRefused() {
        var contract = suite("12.00");
        bill("2010-01-02");

        assertThat(causes(Symptom.WRONG_PRICE, contract, "2010-01-02")).containsExactly(Cause.NO_KNOWN_CAUSE);
        assertThatThrownBy(() -> diagnoses.diagnose(Symptom.WRONG_PRICE, new Question(null, null, null, null)))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("Name an invoice, a contract or a subscription");
        assertThatThrownBy(() -> diagnoses.diagnose(Symptom.WRONG_PRICE, new Question("INV-NONE", null, null, null)))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> Symptom.of("too-expensive"))
                .isInstanceOf(NotFound.class)
                .hasMessageContaining("known are invoice-shows-a-write-in, looks-double-billed");
    }

    @Test
    void theApiAnswersWithFindingsAndAllFactsForWhoeverMayRead() {
        var contract = suite("15.00");

        var answer = as("auditor")
                .get()
                .uri("/api/v1/diagnoses/wrong-price?contract=" + number(contract) + "&date=2010-01-02")
                .retrieve()
                .body(JsonNode.class);

        assertThat(answer.at("/findings/0/cause").asText()).isEqualTo("price-differs-from-list");
        assertThat(answer.at("/evidence/contract/nextInvoiceDate").asText()).isEqualTo("2010-01-02");
        assertThat(answer.at("/evidence/changes/0/listPrice").asText()).isEqualTo("12.00 EUR");
        assertThat(answer.at("/evidence/preview/drafts/0/lines").size()).isEqualTo(1);
    }

    private UUID suite(String price) {
        var contract = given.contract(Terms.monthly("2010-01-01"));
        given.change(given.subscription(contract, "Suite"), "2010-01-01", 10, price);
        return contract;
    }

    private void schedule(UUID contract, String status, String message) {
        jdbc.sql(
                        """
                        insert into scheduled_license_change (id, number, subscription_id, change_type, quantity_delta, refund,
                                                              effective_date, merge_on, provision_on, status, cause, message,
                                                              actor, reason, created_at)
                        select gen_random_uuid(), 'SLCL-' || gen_random_uuid(), id, 'UPDATE', 1, true, '2010-06-01', now(),
                               now(), :status, case when :status = 'MERGE_FAILED' then 'NOT_ACTIVE' end, :message,
                               'test', 'test', now()
                        from subscription where billing_contract_id = :contract
                        """)
                .param("contract", contract)
                .param("status", status)
                .param("message", message)
                .update();
    }

    private void set(String assignment, UUID id) {
        assertThat(jdbc.sql("update " + assignment).param("id", id).update()).isPositive();
    }

    private List<Cause> causes(Symptom symptom, UUID contract, String date) {
        return diagnose(symptom, contract, date).findings().stream()
                .map(Finding::cause)
                .toList();
    }

    private Diagnosis diagnose(Symptom symptom, UUID contract, String date) {
        return diagnoses.diagnose(symptom, new Question(null, number(contract), null, LocalDate.parse(date)));
    }

    private void bill(String asOf) {
        var run = register.open(LocalDate.parse(asOf), "test");
        runs.selectDueContracts(run);
        runs.checkContracts(run);
        while (runs.invoiceNextChunk(run)) {}
    }

    private static String number(UUID contract) {
        return "CON-" + contract.toString().substring(0, 13);
    }
}
