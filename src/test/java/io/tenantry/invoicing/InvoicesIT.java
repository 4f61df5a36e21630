package io.tenantry.invoicing;

import static io.tenantry.invoicing.InvoiceAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.invoicing.LedgerFixture.Terms;
import io.tenantry.shared.Conflict;
import io.tenantry.shared.Money;
import io.tenantry.shared.Refused;
import io.tenantry.shared.Stale;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;

class InvoicesIT extends BillingScenario {

    @Autowired
    private InvoiceNumbers numbers;

    @Test
    void aSecondAllocationOfTheSameChangeAndDaysIsRefusedByTheDatabase() {
        var contract = contractWithSuite("2017-01-01");
        bill("2017-01-02");

        assertThatThrownBy(() -> jdbc.sql(
                                """
                                insert into allocation (subscription_id, changes, period, amount, currency, state,
                                                        waive_reason)
                                select a.subscription_id, a.changes, daterange('2017-01-31', '2017-02-10'), 1, 'EUR',
                                       'WAIVED', 'by hand'
                                from allocation a join invoice i on i.id = a.invoice_id
                                where i.billing_contract_id = :contract
                                """)
                        .param("contract", contract)
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining("allocation_once_per_change_and_period");
    }

    @Test
    void whatABilledInvoiceSettledCannotBeFreedInSql() {
        var contract = contractWithSuite("2017-01-01");
        bill("2017-01-02");
        var id = only(contract).id();

        for (var act : List.of(
                "update allocation set live = false where invoice_id = :id",
                "update allocation set amount = 0 where invoice_id = :id",
                "delete from allocation where invoice_id = :id")) {
            assertThatThrownBy(() -> jdbc.sql(act).param("id", id).update())
                    .as(act)
                    .isInstanceOf(DataIntegrityViolationException.class);
        }
    }

    @Test
    void aBilledInvoiceCannotBeChangedInSql() {
        var contract = contractWithSuite("2017-02-01");
        bill("2017-02-02");
        var id = only(contract).id();

        for (var change : List.of(
                "update invoice set net = net - 1, total = total - 1 where id = :id",
                "update invoice set number = 'INV-X' where id = :id",
                "update invoice set status = 'DRAFT' where id = :id",
                "update invoice set status = 'VOID' where id = :id",
                "delete from invoice where id = :id",
                "update invoice_line set amount = 0 where invoice_id = :id",
                "delete from invoice_line where invoice_id = :id",
                "update invoice_tax set tax = 0 where invoice_id = :id",
                """
                insert into invoice_line (invoice_id, position, kind, description, sku, service_period, quantity,
                                          unit_price, share, amount, tax_rate, proof, proof_sha256)
                values (:id, 99, 'WRITE_IN', 'x', 'x', '[2017-01-01,2017-01-02)', 1, 1, '1', 1, 0, '{}', '')
                """)) {
            assertThatThrownBy(() -> jdbc.sql(change).param("id", id).update())
                    .as(change)
                    .isInstanceOf(DataAccessException.class)
                    .hasMessageContaining("cannot be changed; correct it by a credit note");
        }
    }

    @Test
    void numbersHaveNoGapUnderTwoThreadsOfWhichSomeRollBack() throws Exception {
        var contract = given.contract(Terms.monthly("2012-01-01"));
        given.change(given.subscription(contract, "Suite"), "2012-01-01", 1, "12.00");
        bill("2013-12-02");
        var drafts = of(contract);
        assertThat(drafts).hasSize(24);
        var before = lastNumber();

        inParallel(IntStream.range(0, 2)
                .mapToObj(thread -> (Callable<Void>) () -> {
                    for (var index = thread; index < drafts.size(); index += 2) {
                        spendNumber(drafts.get(index), index % 3 == 0);
                    }
                    return null;
                })
                .toList());

        var spent = of(contract).stream()
                .filter(invoice -> invoice.number() != null)
                .map(InvoiceView::number)
                .sorted()
                .toList();
        assertThat(spent)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 16)
                        .mapToObj(step -> String.format("INV-%06d", before + step))
                        .toList());
        assertThat(lastNumber()).isEqualTo(before + 16);
    }

    @Test
    void twoRunsAtOnceBillEachContractOnce() throws Exception {
        var contracts = IntStream.range(0, 30)
                .mapToObj(index -> contractWithSuite("2017-03-01"))
                .toList();
        var first = register.open(LocalDate.parse("2017-03-02"), "test");
        var second = register.open(LocalDate.parse("2017-03-02"), "test");
        runs.selectDueContracts(first);
        runs.selectDueContracts(second);
        var together = new CyclicBarrier(2);

        inParallel(List.of(first, second).stream()
                .map(run -> (Callable<Void>) () -> {
                    together.await(10, TimeUnit.SECONDS);
                    while (runs.invoiceNextChunk(run)) {}
                    return null;
                })
                .toList());

        assertThat(contracts).allSatisfy(contract -> assertThat(only(contract)).hasStatus("BILLED"));
        assertThat(runs.setAside(first) + runs.setAside(second)).isZero();
    }

    @Test
    void booksAPaymentOnceByItsReference() {
        var contract = contractWithSuite("2017-04-01");
        bill("2017-04-02");
        var number = only(contract).number();
        var part = Money.of("100.00", "EUR");

        invoices.recordPayment(number, part, "pi_part_" + number);
        invoices.recordPayment(number, part, "pi_part_" + number);

        assertThat(only(contract)).hasStatus("PARTIALLY_PAID");
        assertThat(only(contract).paid()).isEqualTo(part);
        assertThatThrownBy(() -> invoices.recordPayment(number, Money.of("1.00", "EUR"), "pi_part_" + number))
                .isInstanceOf(Conflict.class);

        invoices.recordPayment(number, Money.of("42.80", "EUR"), "pi_rest_" + number);

        assertThat(only(contract)).hasStatus("PAID");
    }

    @Test
    void refusesAPaymentInAnotherCurrency() {
        var contract = contractWithSuite("2017-04-01");
        bill("2017-04-02");

        assertThatThrownBy(() -> invoices.recordPayment(only(contract).number(), Money.of("1.00", "USD"), "pi_usd"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("does not fit invoice");
    }

    @Test
    void aVoidedDraftFreesExactlyWhatItHeld() {
        var contract = contractWithSuite("2017-05-01");
        bill("2017-07-02");
        var drafts = of(contract);
        assertThat(drafts).hasSize(3);

        invoices.voidDraft(drafts.get(0).reference(), drafts.get(0).version(), "not wanted");

        assertThat(of(contract).get(0)).hasStatus("VOID");
        assertThat(liveAllocations(contract)).containsExactly("[2017-06-01,2017-07-01)", "[2017-07-01,2017-08-01)");
    }

    @Test
    void aVoidedDraftIsBilledAgainWithTheSameLinesByTheNextRun() {
        var contract = contractWithSuite("2017-05-01");
        bill("2017-07-02");
        var voided = of(contract).get(1);

        invoices.voidDraft(voided.reference(), voided.version(), "the address was wrong");
        assertThat(nextInvoiceOf(contract)).isEqualTo("2017-06-02");
        bill("2017-07-02");
        bill("2017-07-02");

        assertThat(of(contract)).hasSize(4);
        assertThat(of(contract).get(3))
                .isFor("2017-06-01", "2017-07-01")
                .hasLines(1)
                .hasLine("Suite", "2017-06-01", "2017-07-01", "120.00")
                .hasTotals("120.00", "22.80", "142.80");
        assertThat(nextInvoiceOf(contract)).isEqualTo("2017-08-02");
    }

    @Test
    void theLastDraftOfAContractThatEndedIsBilledAgainToo() {
        var contract = given.contract(Terms.advance("2020-01-01", 12).until("2021-07-01"));
        var suite = given.subscription(contract, "Suite");
        given.change(suite, "2020-01-01", 1, "10.00");
        bill("2020-01-02");
        bill("2021-01-02");
        given.change(suite, "2021-06-16", -1, "10.00");
        bill("2021-07-02");
        var credit = of(contract).get(2);
        assertThat(nextInvoiceOf(contract)).isEqualTo("9999-12-31");

        invoices.voidDraft(credit.reference(), credit.version(), "to be looked at again");
        bill("2021-07-02");

        assertThat(of(contract)).hasSize(4);
        assertThat(of(contract).get(3)).hasLines(1).hasLine("Suite", "2021-06-16", "2021-07-01", "-5.00");
        assertThat(nextInvoiceOf(contract)).isEqualTo("9999-12-31");
    }

    @Test
    void aPersonBillsDraftsOldestFirst() {
        var contract = contractWithSuite("2017-08-01");
        bill("2017-09-02");
        var drafts = of(contract);
        var newer = drafts.get(1);

        undone(() -> {
            assertThatThrownBy(() -> invoices.bill(newer.reference(), newer.version()))
                    .isInstanceOf(Refused.class)
                    .hasMessageContaining("Bill or void " + drafts.get(0).reference() + " first");
        });
        undone(() -> {
            var billed = invoices.bill(drafts.get(0).reference(), drafts.get(0).version());
            assertThat(billed).hasStatus("BILLED");
            assertThat(billed.dueOn()).isEqualTo(billed.issuedOn().plusDays(30));
            assertThat(invoices.bill(billed.reference(), 0).number()).isEqualTo(billed.number());
            assertThat(invoices.bill(newer.reference(), newer.version())).hasStatus("BILLED");
        });
    }

    @Test
    void refusesToVoidWhatIsBilledAndToActOnWhatSomebodyChanged() {
        var contract = contractWithSuite("2017-10-01");
        bill("2017-10-02");
        var billed = only(contract);
        var other = contractWithSuite("2017-10-01");
        bill("2017-11-02");
        var draft = of(other).get(0);

        assertThatThrownBy(() -> invoices.voidDraft(billed.reference(), billed.version(), "oops"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("corrected by a credit note");
        assertThatThrownBy(() -> invoices.voidDraft(draft.reference(), draft.version() + 1, "oops"))
                .isInstanceOf(Stale.class);
        assertThatThrownBy(() -> invoices.voidDraft(draft.reference(), draft.version(), " "))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("Say why");
    }

    private UUID contractWithSuite(String start) {
        var contract = given.contract(Terms.monthly(start));
        given.change(given.subscription(contract, "Suite"), start, 10, "12.00");
        return contract;
    }

    /** Does not leave a released invoice behind, which other stories' jobs would work on. */
    private void undone(Runnable story) {
        transaction.executeWithoutResult(status -> {
            story.run();
            status.setRollbackOnly();
        });
    }

    private void spendNumber(InvoiceView draft, boolean rollBack) {
        transaction.executeWithoutResult(status -> {
            var day = LocalDate.parse("2013-12-02");
            numbers.bill(List.of(new InvoiceNumbers.Ready(draft.id(), draft.kind(), day, day)));
            if (rollBack) {
                status.setRollbackOnly();
            }
        });
    }

    private long lastNumber() {
        return jdbc.sql("select last_number from invoice_series where kind = 'INVOICE'")
                .query(Long.class)
                .single();
    }

    private static void inParallel(List<Callable<Void>> work) throws Exception {
        var threads = Executors.newFixedThreadPool(work.size());
        try {
            for (var done : threads.invokeAll(work, 60, TimeUnit.SECONDS)) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private InvoiceView only(UUID contract) {
        var all = of(contract);
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    private List<String> liveAllocations(UUID contract) {
        return jdbc.sql(
                        """
                        select a.period::text from allocation a
                        join invoice i on i.id = a.invoice_id
                        where i.billing_contract_id = :contract and a.live
                        order by a.period
                        """)
                .param("contract", contract)
                .query(String.class)
                .list();
    }
}
