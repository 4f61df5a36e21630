package io.tenantry.postinvoice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.ScenarioTest;
import io.tenantry.contract.BillingContracts;
import io.tenantry.contract.PaymentProfiles;
import io.tenantry.customer.Customers;
import io.tenantry.decision.PostInvoiceSteps.Choice;
import io.tenantry.decision.PostInvoiceSteps.Step;
import io.tenantry.decision.PostInvoiceSteps.Steps;
import io.tenantry.invoicing.BillingRuns;
import io.tenantry.invoicing.InvoiceFilter;
import io.tenantry.invoicing.InvoiceView;
import io.tenantry.invoicing.Invoices;
import io.tenantry.invoicing.LedgerFixture;
import io.tenantry.invoicing.LedgerFixture.Terms;
import io.tenantry.invoicing.run.RunRegister;
import io.tenantry.postinvoice.InvoiceDocuments.Document;
import io.tenantry.postinvoice.InvoiceDocuments.Kind;
import io.tenantry.shared.NotFound;
import io.tenantry.shared.Paging;
import io.tenantry.shared.Refused;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The acts after an invoice, with outside worlds that act and then crash, decline, refuse or stay silent. */
class PostInvoiceIT extends ScenarioTest {

    @Autowired
    private Invoices invoices;

    @Autowired
    private BillingContracts contracts;

    @Autowired
    private PaymentProfiles profiles;

    @Autowired
    private Customers customers;

    @Autowired
    private BillingRuns runs;

    @Autowired
    private RunRegister register;

    @Autowired
    private InvoiceDocuments documents;

    @Autowired
    private InvoiceSteps steps;

    @Autowired
    private Recipients recipients;

    @Autowired
    private InvoiceLetters letters;

    @Autowired
    private EmailClaims emailClaims;

    @Autowired
    private PostingClaims postingClaims;

    @Autowired
    private ChargeAttempts attempts;

    @Autowired
    private StepBook book;

    @Autowired
    private ApplicationEventPublisher events;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    private final OutsideWorld world = new OutsideWorld();
    private LedgerFixture given;
    private UUID contract;
    private String number;

    @BeforeEach
    void givenABilledInvoice() {
        given = new LedgerFixture(jdbc, transaction);
        contract = given.contract(Terms.monthly("2015-03-01"));
        given.change(given.subscription(contract, "Microsoft 365 E5"), "2015-03-01", 10, "57.00");
        var run = register.open(LocalDate.parse("2015-03-02"), "test");
        runs.selectDueContracts(run);
        while (runs.invoiceNextChunk(run)) {}
        number = invoice().number();
    }

    @AfterEach
    void leaveNothingDue() {
        given.close();
    }

    @Test
    void makesTheDocumentsOnceAndKeepsTheirHashes() throws Exception {
        documents.create(number);
        var first = all();

        documents.create(number);

        for (var document : first) {
            var digest = MessageDigest.getInstance("SHA-256").digest(document.content());
            assertThat(document.sha256()).isEqualTo(HexFormat.of().formatHex(digest));
        }
        assertThat(all()).usingRecursiveComparison().isEqualTo(first);
        assertThat(first)
                .extracting(Document::fileName)
                .containsExactly(number + ".pdf", number + "-factur-x.xml", number + "-ubl.xml");
        assertThat(state("PDF")).isEqualTo("DONE");
    }

    @Test
    void makesTheSameDocumentsAgainAfterACrash() {
        documents.create(number);
        var first = all();
        jdbc.sql("delete from invoice_document").update();

        documents.create(number);

        assertThat(all())
                .extracting(Document::sha256)
                .isEqualTo(first.stream().map(Document::sha256).toList());
    }

    @Test
    void saysThatADocumentIsNotMadeYet() {
        assertThatThrownBy(() -> documents.document(number, Kind.UBL))
                .isInstanceOf(NotFound.class)
                .hasMessageContaining("The UBL file of invoice " + number);
    }

    @Test
    void sendsOneMessagePerAddressAndNothingOnARepeat() {
        documents.create(number);

        inJob(() -> emails().send(number));
        inJob(() -> emails().send(number));

        assertThat(world.mailbox)
                .extracting(message -> message.to().get(0))
                .containsExactly("billing@customer.example", "boss@customer.example");
        assertThat(world.mailbox.get(0).subject()).startsWith("Rechnung " + number + " von ");
        assertThat(world.mailbox.get(0).text()).contains("Müller & Söhne", "678,30");
        assertThat(world.mailbox.get(0).attachments()).singleElement().satisfies(pdf -> {
            assertThat(pdf.name()).isEqualTo(number + ".pdf");
            assertThat(pdf.content())
                    .isEqualTo(documents.document(number, Kind.PDF).content());
        });
        assertThat(state("EMAIL")).isEqualTo("DONE");
    }

    @Test
    void sendsAgainWhatTheMailServerDidNotTake() {
        documents.create(number);
        world.beforeMailTo("billing@customer.example", () -> {
            throw new MailNotSent("Connection refused", null);
        });

        assertThatThrownBy(() -> inJob(() -> emails().send(number))).isInstanceOf(MailNotSent.class);
        assertThat(world.mailbox).hasSize(1);
        world.calm();
        inJob(() -> emails().send(number));

        assertThat(world.mailbox)
                .extracting(message -> message.to().get(0))
                .containsExactly("boss@customer.example", "billing@customer.example");
    }

    @Test
    void neverSendsAgainByItselfAfterACrashBehindTheActAndTakesAPersonsWord() {
        documents.create(number);
        world.afterMailTo("billing@customer.example", () -> {
            throw new Crash();
        });
        assertThatThrownBy(() -> inJob(() -> emails().send(number))).isInstanceOf(Crash.class);
        var messageId = world.mailbox.get(0).messageId();
        world.calm();

        assertThatThrownBy(() -> inJob(() -> emails().send(number)))
                .isInstanceOf(MailOutcomeUnknown.class)
                .hasMessageContaining(messageId)
                .hasMessageContaining("/api/v1/invoices/" + number + "/emails/confirm")
                .hasMessageContaining("/api/v1/invoices/" + number + "/emails/resend");
        inJob(() -> emails().confirm(number, "seen in the log"));
        inJob(() -> emails().send(number));

        assertThat(world.mailbox)
                .extracting(message -> message.to().get(0))
                .containsExactly("billing@customer.example", "boss@customer.example");
        assertThat(state("EMAIL")).isEqualTo("DONE");
        assertThatThrownBy(() -> inJob(() -> emails().confirm(number, "again")))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("No message of invoice " + number + " is in doubt");
    }

    @Test
    void sendsOnceMoreWhenAPersonAsksForIt() {
        documents.create(number);
        world.afterMailTo("billing@customer.example", () -> {
            throw new MailOutcomeUnknown("Connection reset");
        });
        assertThatThrownBy(() -> inJob(() -> emails().send(number))).isInstanceOf(MailOutcomeUnknown.class);
        world.calm();

        inJob(() -> emails().resend(number, null, "not in the log"));
        inJob(() -> emails().send(number));

        assertThat(steps.of(number).emails())
                .extracting(email -> email.address() + " " + email.sending() + " " + email.state())
                .containsExactly(
                        "billing@customer.example 1 UNKNOWN",
                        "boss@customer.example 1 SENT",
                        "billing@customer.example 2 SENT");
        assertThat(world.mailbox).hasSize(3);
        assertThat(state("EMAIL")).isEqualTo("DONE");
    }

    @Test
    void sendsOnceMoreToTheAddressThatAPersonNames() {
        documents.create(number);
        inJob(() -> emails().send(number));

        inJob(() -> emails().resend(number, "boss@customer.example", "deleted by mistake"));

        assertThat(world.mailbox)
                .extracting(message -> message.to().get(0))
                .containsExactly("billing@customer.example", "boss@customer.example", "boss@customer.example");
        assertThatThrownBy(() -> inJob(() -> emails().resend(number, null, "again")))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("name the address that shall get it once more");
        assertThatThrownBy(() -> inJob(() -> emails().resend(number, "other@customer.example", "again")))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("add the address to the billing contract first");
    }

    @Test
    void postsOnceHoweverOftenItCrashesBehindTheAct() {
        world.afterPosting(() -> {
            throw new Crash();
        });
        assertThatThrownBy(() -> inJob(() -> postings().post(number))).isInstanceOf(Crash.class);
        assertThatThrownBy(() -> inJob(() -> postings().post(number))).isInstanceOf(Crash.class);
        world.calm();

        inJob(() -> postings().post(number));
        inJob(() -> postings().post(number));

        assertThat(world.entries.values()).singleElement().satisfies(entry -> {
            assertThat(entry.documentNumber()).isEqualTo(number);
            assertThat(entry.total()).isEqualTo(invoice().total());
            assertThat(entry.lines()).allSatisfy(line -> assertThat(
                            line.unitPrice().times(line.quantity()).rounded())
                    .isEqualTo(line.amount()));
        });
        assertThat(world.postings).isEqualTo(3);
        assertThat(state("ACCOUNTING")).isEqualTo("DONE");
    }

    @Test
    void postsUnderANewRequestAfterADefiniteNo() {
        world.beforePosting(() -> {
            throw new PostingRejected("Customer CUS-1 is inactive");
        });
        assertThatThrownBy(() -> inJob(() -> postings().post(number)))
                .isInstanceOf(PostingRejected.class)
                .hasMessage("Customer CUS-1 is inactive");
        var refused = world.lastRequestId;
        world.calm();

        inJob(() -> postings().post(number));

        assertThat(world.lastRequestId).isNotEqualTo(refused);
        assertThat(world.entries).hasSize(1);
    }

    @Test
    void chargesOnceHoweverOftenItCrashesBehindTheAct() {
        aProfileWith("pm_card_visa");
        world.afterCharge(() -> {
            throw new Crash();
        });
        assertThatThrownBy(() -> inJob(() -> charges().charge(number))).isInstanceOf(Crash.class);
        world.calm();

        inJob(() -> charges().charge(number));
        inJob(() -> charges().charge(number));

        assertThat(world.payments).hasSize(1);
        assertThat(world.charges).isEqualTo(2);
        assertThat(invoice().status()).isEqualTo("PAID");
        assertThat(invoice().paid()).isEqualTo(invoice().total());
        assertThat(steps.of(number).charges()).singleElement().satisfies(charge -> assertThat(charge.state())
                .isEqualTo("SUCCEEDED"));
    }

    @Test
    void booksThePaymentOfAChargeWhoseJobWasRolledBackWithoutChargingAgain() {
        aProfileWith("pm_card_visa");
        transaction.executeWithoutResult(status -> {
            charges().charge(number);
            status.setRollbackOnly();
        });
        assertThat(invoice().status()).isEqualTo("BILLED");

        inJob(() -> charges().charge(number));

        assertThat(world.charges).isEqualTo(1);
        assertThat(invoice().status()).isEqualTo("PAID");
    }

    @Test
    void chargesTheProfilesNewCardAsANewAttemptAfterADecline() {
        aProfileWith("pm_card_declined");
        assertThatThrownBy(() -> inJob(() -> charges().charge(number)))
                .isInstanceOf(ChargeDeclined.class)
                .hasMessageContaining("insufficient funds");
        var declinedKey = world.lastKey;
        jdbc.sql("update payment_profile set gateway_payment_method = 'pm_card_visa' where number = :number")
                .param("number", profileNumber())
                .update();

        inJob(() -> charges().charge(number));

        assertThat(world.lastKey).isNotEqualTo(declinedKey);
        assertThat(steps.of(number).charges())
                .extracting(charge -> charge.attempt() + " " + charge.state())
                .containsExactly("1 DECLINED", "2 SUCCEEDED");
        assertThat(invoice().status()).isEqualTo("PAID");
    }

    @Test
    void keepsTheKeyWhileTheGatewayIsSilent() {
        aProfileWith("pm_card_visa");
        world.beforeCharge(() -> {
            throw new SystemUnavailable("No answer within 10 s");
        });
        assertThatThrownBy(() -> inJob(() -> charges().charge(number))).isInstanceOf(SystemUnavailable.class);
        var key = world.lastKey;
        world.calm();

        inJob(() -> charges().charge(number));

        assertThat(world.lastKey).isEqualTo(key);
    }

    @Test
    void refusesToChargeWithoutASyncedProfile() {
        assertThatThrownBy(() -> inJob(() -> charges().charge(number)))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("has no synced payment profile; add one to charge " + number);
        assertThat(steps.of(number).charges()).isEmpty();
    }

    @Test
    void keepsWhatWasPlannedAndNeverUndoesWhatIsDone() {
        documents.create(number);
        var run = new Step(Choice.RUN, "asked for");
        var skip = new Step(Choice.SKIP, "Auto-Charge is off");

        steps.plan(number, new Steps(run, run, run, skip));
        steps.plan(number, new Steps(skip, run, run, skip));

        assertThat(steps.of(number).steps())
                .extracting(step -> step.step() + " " + step.state())
                .containsExactly("PDF DONE", "EMAIL PLANNED", "ACCOUNTING PLANNED", "CHARGE SKIPPED");
        assertThat(steps.of(number).steps().get(3).reason()).isEqualTo("Auto-Charge is off");
    }

    @Test
    void gathersTheFactsForTheDecision() {
        var without = steps.facts(number);
        aProfileWith("pm_card_visa");
        var with = steps.facts(number);

        assertThat(without.profileSynced()).isFalse();
        assertThat(with.profileSynced()).isTrue();
        assertThat(with.contactPresent()).isTrue();
        assertThat(with.amountPositive()).isTrue();
        assertThat(with.creditNote()).isFalse();
    }

    /** As the engine does it: one transaction around the step. */
    private void inJob(Runnable step) {
        transaction.executeWithoutResult(status -> step.run());
    }

    private InvoiceEmails emails() {
        var postbox = new Postbox(world, emailClaims, letters);
        return new InvoiceEmails(invoices, contracts, recipients, postbox, book, events);
    }

    private AccountingPostings postings() {
        return new AccountingPostings(invoices, contracts, customers, world.accounting(), postingClaims, book);
    }

    private Charges charges() {
        return new Charges(invoices, contracts, profiles, world.gateway(), attempts, book);
    }

    private InvoiceView invoice() {
        var contractNumber = "CON-" + contract.toString().substring(0, 13);
        return invoices.list(new InvoiceFilter(null, null, contractNumber, null, false), Paging.first())
                .items()
                .get(0);
    }

    private List<Document> all() {
        return Stream.of(Kind.values())
                .map(kind -> documents.document(number, kind))
                .toList();
    }

    private String state(String step) {
        return steps.of(number).steps().stream()
                .filter(one -> one.step().equals(step))
                .map(PostInvoiceView.Step::state)
                .findFirst()
                .orElse("none");
    }

    private void aProfileWith(String method) {
        jdbc.sql(
                        """
                        with profile as (
                            insert into payment_profile (id, number, customer_id, gateway, gateway_customer,
                                                         gateway_payment_method, label, status, is_default)
                            select gen_random_uuid(), :number, c.customer_id, 'stripe', 'cus_1', :method, 'Visa',
                                   'SYNCED', false
                            from billing_contract c where c.id = :contract
                            returning id)
                        update billing_contract set payment_profile_id = (select id from profile) where id = :contract
                        """)
                .param("number", profileNumber())
                .param("method", method)
                .param("contract", contract)
                .update();
    }

    private String profileNumber() {
        return "PP-" + contract.toString().substring(0, 13);
    }
}
