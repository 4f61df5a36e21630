package io.tenantry.workflow.postinvoice;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.mock;

import io.tenantry.decision.PostInvoiceSteps;
import io.tenantry.decision.PostInvoiceSteps.Choice;
import io.tenantry.decision.PostInvoiceSteps.Question;
import io.tenantry.decision.PostInvoiceSteps.Step;
import io.tenantry.decision.PostInvoiceSteps.Steps;
import io.tenantry.invoicing.InvoiceReleased;
import io.tenantry.postinvoice.AccountingPostings;
import io.tenantry.postinvoice.ChargeDeclined;
import io.tenantry.postinvoice.Charges;
import io.tenantry.postinvoice.InvoiceDocuments;
import io.tenantry.postinvoice.InvoiceEmails;
import io.tenantry.postinvoice.InvoiceSteps;
import io.tenantry.workflow.ProcessTest;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.Test;

class PostInvoiceProcessTest extends ProcessTest {

    private static final Question EVERYTHING = new Question(true, true, true, true, true, true, true, false);
    private static final Question NOTHING = new Question(false, false, false, false, true, true, true, false);

    private InvoiceSteps steps;
    private InvoiceDocuments pdfs;
    private InvoiceEmails emails;
    private AccountingPostings postings;
    private Charges charges;
    private PostInvoiceProcess door;

    PostInvoiceProcessTest() {
        super(PostInvoiceProcess.KEY, "post-invoice-steps");
    }

    @Override
    protected void open() {
        steps = mock();
        pdfs = mock();
        emails = mock();
        postings = mock();
        charges = mock();
        bind(
                new PostInvoiceSteps(ENGINE.getDecisionService()),
                new GatherInvoiceFacts(steps),
                new PlanPostInvoiceSteps(steps),
                new CreateInvoicePdf(pdfs),
                new EmailInvoice(emails),
                new PostInvoice(postings),
                new ChargePaymentProfile(charges));
        door = new PostInvoiceProcess(ENGINE.getRuntimeService());
    }

    @Test
    void emailsPostsAndChargesOnceThePdfIsThere() {
        given(steps.facts("INV-1")).willReturn(EVERYTHING);

        var invoice = release("INV-1");
        runJobs();

        assertThat(invoice)
                .isEnded()
                .hasPassedInOrder("createInvoicePdf", "emailInvoice", "invoiceEmailed")
                .hasPassedInOrder("createInvoicePdf", "postInvoice", "invoicePosted")
                .hasPassedInOrder("createInvoicePdf", "chargePaymentProfile", "paymentProfileCharged");
        then(steps)
                .should()
                .plan("INV-1", new Steps(run("toggle on"), run("toggle on"), run("toggle on"), run("toggle on")));
        then(pdfs).should().create("INV-1");
        then(emails).should().send("INV-1");
        then(postings).should().post("INV-1");
        then(charges).should().charge("INV-1");
    }

    @Test
    void skipsWhatNobodyAsksForAndKeepsWhy() {
        given(steps.facts("INV-2")).willReturn(NOTHING);

        var invoice = release("INV-2");
        runJobs();

        assertThat(invoice)
                .isEnded()
                .hasPassed("emailSkipped", "postingSkipped", "chargeSkipped")
                .hasNotPassed("createInvoicePdf", "emailInvoice", "postInvoice", "chargePaymentProfile");
        then(steps)
                .should()
                .plan(
                        "INV-2",
                        new Steps(skip("toggle off"), skip("toggle off"), skip("toggle off"), skip("toggle off")));
        then(pdfs).shouldHaveNoInteractions();
        then(charges).shouldHaveNoInteractions();
    }

    @Test
    void makesThePdfThatOnlyTheEmailNeeds() {
        given(steps.facts("INV-3")).willReturn(new Question(false, true, false, false, true, false, true, false));

        var invoice = release("INV-3");
        runJobs();

        assertThat(invoice).isEnded().hasPassedInOrder("createInvoicePdf", "emailInvoice", "invoiceEmailed");
    }

    @Test
    void holdsNobodyUpWhileTheChargeIsDeclinedAndRepairsItAlone() {
        given(steps.facts("INV-4")).willReturn(EVERYTHING);
        willThrow(new ChargeDeclined("insufficient_funds", "Your card has insufficient funds."))
                .willDoNothing()
                .given(charges)
                .charge("INV-4");
        var invoice = release("INV-4");

        runUntilOnlyFailuresAreLeft();

        assertThat(invoice)
                .isNotEnded()
                .hasPassed("invoiceEmailed", "invoicePosted")
                .isWaitingAt("chargePaymentProfile");

        runJobs();

        assertThat(invoice).isEnded().hasPassed("paymentProfileCharged");
        then(emails).should().send("INV-4");
        then(postings).should().post("INV-4");
    }

    @Test
    void forksOnlyOnceThePdfIsMade() {
        given(steps.facts("INV-5")).willReturn(EVERYTHING);
        willThrow(new IllegalStateException("Customer CUS-1 has no street"))
                .willDoNothing()
                .given(pdfs)
                .create("INV-5");
        var invoice = release("INV-5");

        assertThatThrownBy(ProcessTest::runJobs).hasMessageContaining("has no street");

        assertThat(invoice).isWaitingAt("createInvoicePdf").hasNotPassed("gateway_branches");
        then(emails).shouldHaveNoInteractions();

        runJobs();

        assertThat(invoice).isEnded();
    }

    private ProcessInstance release(String number) {
        door.start(new InvoiceReleased(number));
        return running(number);
    }

    private static void runUntilOnlyFailuresAreLeft() {
        for (var round = 0; round < 8; round++) {
            for (var job : dueJobs()) {
                if (job.getExceptionMessage() == null) {
                    attempt(job.getId());
                }
            }
        }
    }

    private static void attempt(String job) {
        try {
            ENGINE.getManagementService().executeJob(job);
        } catch (RuntimeException failed) {
            org.assertj.core.api.Assertions.assertThat(failed).isInstanceOf(ChargeDeclined.class);
        }
    }

    private static Step run(String reason) {
        return new Step(Choice.RUN, reason);
    }

    private static Step skip(String reason) {
        return new Step(Choice.SKIP, reason);
    }
}
