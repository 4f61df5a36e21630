package io.tenantry.invoicing;

import io.tenantry.ScenarioTest;
import io.tenantry.invoicing.run.RunRegister;
import io.tenantry.shared.Paging;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A story of what is billed for a ledger that is written row by row. It leaves nothing due to the next one. */
abstract class BillingScenario extends ScenarioTest {

    @Autowired
    BillingRuns runs;

    @Autowired
    RunRegister register;

    @Autowired
    Invoices invoices;

    @Autowired
    RuntimeService runtime;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    LedgerFixture given;

    @BeforeEach
    void givenALedger() {
        given = new LedgerFixture(jdbc, transaction);
    }

    @AfterEach
    void leaveNothingDue() {
        given.close();
    }

    /** Bills all that is due, as the process does; returns the run's number. */
    String bill(String asOf) {
        var run = register.open(LocalDate.parse(asOf), "test");
        runs.selectDueContracts(run);
        runs.checkContracts(run);
        while (runs.invoiceNextChunk(run)) {}
        return run;
    }

    /** A contract's invoices in the order in which they were written. */
    List<InvoiceView> of(UUID contract) {
        var filter = new InvoiceFilter(null, null, number(contract), null, false);
        return invoices.list(filter, Paging.first()).items().stream()
                .sorted(Comparator.comparing(InvoiceView::reference))
                .toList();
    }

    /** Why a run set a contract aside. */
    String reason(String run, UUID contract) {
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

    String nextInvoiceOf(UUID contract) {
        return jdbc.sql("select next_invoice_date::text from billing_contract where id = :id")
                .param("id", contract)
                .query(String.class)
                .single();
    }

    /** What the story sent out or put up for review does not go on after it. */
    void letNothingGoOut() {
        for (var process : List.of("post-invoice", "draft-review")) {
            runtime.createProcessInstanceQuery().processDefinitionKey(process).list().stream()
                    .filter(instance -> instance.getBusinessKey().matches("(INV|CRN|CON)-.*"))
                    .forEach(instance -> runtime.deleteProcessInstance(instance.getId(), "the story is over"));
        }
    }

    static String number(UUID contract) {
        return "CON-" + contract.toString().substring(0, 13);
    }
}
