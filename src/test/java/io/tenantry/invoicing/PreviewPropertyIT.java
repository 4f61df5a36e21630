package io.tenantry.invoicing;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.ScenarioTest;
import io.tenantry.charge.Discounts;
import io.tenantry.charge.NewDiscount;
import io.tenantry.charge.NewNonRecurringItem;
import io.tenantry.charge.NonRecurringItems;
import io.tenantry.invoicing.CreditNotes.Afterwards;
import io.tenantry.invoicing.LedgerFixture.Terms;
import io.tenantry.invoicing.run.RunRegister;
import io.tenantry.shared.Money;
import io.tenantry.shared.Paging;
import io.tenantry.shared.Refused;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsCollector;
import net.jqwik.spring.JqwikSpringSupport;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Whatever happens to a contract's ledger: what a preview shows is what a run then writes, and a second run adds nothing. */
@JqwikSpringSupport
class PreviewPropertyIT extends ScenarioTest {

    private static final LocalDate EARLIEST = LocalDate.of(2013, 1, 1);

    /** @param ends whether the contract ends, after a year and a half */
    record Story(int startsAfter, int months, boolean inAdvance, boolean ends, int subscriptions, List<Round> rounds) {

        Terms terms() {
            var start = start().toString();
            var terms = inAdvance ? Terms.advance(start, months) : Terms.arrears(start, months);
            return ends ? terms.until(start().plusDays(550).toString()) : terms;
        }

        LocalDate start() {
            return EARLIEST.plusDays(startsAfter);
        }
    }

    /** What happens, and how many days later is billed. */
    record Round(List<Move> moves, int days) {}

    /** @param which subscription, change or line, counted round; {@code day} and {@code amount} say when and how much */
    record Move(Kind kind, int which, int day, int amount, boolean yes) {}

    enum Kind {
        CHANGE,
        ARCHIVE,
        BRING_BACK,
        CREDIT_ALL,
        CREDIT_A_LINE,
        ITEM,
        DISCOUNT
    }

    @Autowired
    private Previews previews;

    @Autowired
    private BillingRuns runs;

    @Autowired
    private RunRegister register;

    @Autowired
    private Invoices invoices;

    @Autowired
    private CreditNotes creditNotes;

    @Autowired
    private NonRecurringItems items;

    @Autowired
    private Discounts discounts;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @Property(tries = 60)
    void aPreviewIsWhatARunWritesAndASecondRunAddsNothing(@ForAll("stories") Story story) {
        var given = new LedgerFixture(jdbc, transaction);
        try {
            var contract = new Ledger(given, story);
            var asOf = story.start();
            for (var round : story.rounds()) {
                round.moves().forEach(contract::happens);
                asOf = asOf.plusDays(round.days());
                contract.isBilledAsPreviewed(asOf);
            }
        } finally {
            given.close();
        }
        happened().coverage(seen -> EnumSet.allOf(Kind.class)
                .forEach(kind -> seen.check(kind).count(times -> times > 0)));
    }

    private static StatisticsCollector happened() {
        return Statistics.label("what happened");
    }

    @Provide
    Arbitrary<Story> stories() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 364),
                        Arbitraries.of(1, 1, 3, 6, 12),
                        Arbitraries.of(true, false),
                        Arbitraries.frequencyOf(
                                Tuple.of(5, Arbitraries.just(false)), Tuple.of(1, Arbitraries.just(true))),
                        Arbitraries.integers().between(1, 4),
                        rounds().list().ofMinSize(2).ofMaxSize(4))
                .as(Story::new);
    }

    private static Arbitrary<Round> rounds() {
        return Combinators.combine(
                        moves().list().ofMinSize(1).ofMaxSize(6),
                        Arbitraries.integers().between(1, 70))
                .as(Round::new);
    }

    private static Arbitrary<Move> moves() {
        return Combinators.combine(
                        Arbitraries.frequency(
                                Tuple.of(8, Kind.CHANGE),
                                Tuple.of(3, Kind.ARCHIVE),
                                Tuple.of(4, Kind.BRING_BACK),
                                Tuple.of(3, Kind.CREDIT_ALL),
                                Tuple.of(4, Kind.CREDIT_A_LINE),
                                Tuple.of(1, Kind.ITEM),
                                Tuple.of(1, Kind.DISCOUNT)),
                        Arbitraries.integers().between(0, 20),
                        Arbitraries.integers().between(0, 150),
                        Arbitraries.integers().between(0, 5_000),
                        Arbitraries.of(true, false))
                .as(Move::new);
    }

    /** One contract with its subscriptions, to which the moves of a story happen. */
    private final class Ledger {

        private final LedgerFixture given;
        private final Story story;
        private final UUID contract;
        private final List<UUID> subscriptions = new ArrayList<>();
        private final List<UUID> changes = new ArrayList<>();

        Ledger(LedgerFixture given, Story story) {
            this.given = given;
            this.story = story;
            contract = given.contract(story.terms());
            for (var count = 1; count <= story.subscriptions(); count++) {
                var suite = given.subscription(contract, "Product " + count);
                subscriptions.add(suite);
                changes.add(given.change(suite, story.start().toString(), 10 * count, "12.00"));
            }
        }

        /** What our rules refuse does not happen; that is a story as well. */
        void happens(Move move) {
            try {
                var did =
                        switch (move.kind()) {
                            case CHANGE -> change(move);
                            case ARCHIVE -> bill(move, "ARCHIVED");
                            case BRING_BACK -> bill(move, "ACTIVE");
                            case CREDIT_ALL, CREDIT_A_LINE -> credit(move);
                            case ITEM -> item(move);
                            case DISCOUNT -> discount(move);
                        };
                happened().collect(did ? move.kind() : "nothing");
            } catch (Refused refused) {
                happened().collect("refused");
            }
        }

        /** Purchases, reductions with and without refund, and changes of price; early, late, and in the future. */
        private boolean change(Move move) {
            var suite = subscriptions.get(move.which() % subscriptions.size());
            var held = jdbc.sql("select quantity from subscription where id = :id")
                    .param("id", suite)
                    .query(Integer.class)
                    .single();
            var delta = held == 0 ? 1 + move.amount() % 20 : move.amount() % (held + 5) - held / 2;
            var price = new BigDecimal(500 + move.amount()).movePointLeft(2).toPlainString();
            changes.add(given.change(suite, day(move).minusDays(20).toString(), delta, price, move.yes()));
            return true;
        }

        private boolean bill(Move move, String status) {
            var others = jdbc.sql("select id from license_change where id = any(:ids) and billing_status <> :status")
                    .param("ids", changes.toArray(UUID[]::new))
                    .param("status", status)
                    .query(UUID.class)
                    .list();
            if (!others.isEmpty()) {
                LedgerFixture.bill(jdbc, others.get(move.which() % others.size()), status, "as the story goes");
            }
            return !others.isEmpty();
        }

        private boolean credit(Move move) {
            var billed = invoices().stream()
                    .filter(invoice -> invoice.kind().equals("INVOICE") && invoice.number() != null)
                    .toList();
            if (billed.isEmpty()) {
                return false;
            }
            var invoice = billed.get(move.which() % billed.size());
            var lines = move.kind() == Kind.CREDIT_ALL
                    ? null
                    : Set.of(1 + move.amount() % Math.max(1, invoice.lines().size()));
            var afterwards = move.yes() ? Afterwards.BILL_AGAIN : Afterwards.WAIVE;
            creditNotes.issue(invoice.number(), invoice.version(), new CreditNotes.Wanted("wrong", lines, afterwards));
            return true;
        }

        private boolean item(Move move) {
            var price = Money.of(new BigDecimal(move.amount()).movePointLeft(2).toPlainString(), "EUR");
            items.add(
                    number(),
                    new NewNonRecurringItem(
                            "Set-up",
                            null,
                            null,
                            null,
                            1 + move.which(),
                            price,
                            BigDecimal.ZERO,
                            move.yes(),
                            day(move),
                            null));
            return true;
        }

        private boolean discount(Move move) {
            var percent = new BigDecimal(1 + move.amount() % 100);
            discounts.grant(
                    number(), new NewDiscount("Rebate", percent, "partner-center", null, null, day(move), null));
            return true;
        }

        private LocalDate day(Move move) {
            return story.start().plusDays(move.day());
        }

        void isBilledAsPreviewed(LocalDate asOf) {
            var before = invoices().stream().map(PreviewPropertyIT::told).toList();
            var settledBefore = settled();
            var previewed = previews.preview(number(), asOf);
            assertThat(invoices()).as("a preview writes nothing").hasSameSizeAs(before);

            run(asOf);

            var written = invoices().stream().map(PreviewPropertyIT::told).collect(Collectors.toList());
            before.forEach(written::remove);
            var settledNow = settled();
            settledBefore.forEach(settledNow::remove);
            assertThat(written).as("as of %s", asOf).isEqualTo(told(previewed));
            assertThat(settledNow).containsExactlyInAnyOrderElementsOf(settles(previewed));
            assertThat(nextInvoiceDate()).isEqualTo(previewed.nextInvoiceDate());

            run(asOf);

            assertThat(invoices()).as("a second run adds nothing").hasSize(before.size() + written.size());
        }

        private void run(LocalDate asOf) {
            var run = register.open(asOf, "test");
            runs.selectDueContracts(run);
            runs.checkContracts(run);
            while (runs.invoiceNextChunk(run)) {}
        }

        /** The oldest first. */
        private List<InvoiceView> invoices() {
            var wanted = new InvoiceFilter(null, null, number(), null, false);
            return invoices.list(wanted, new Paging(0, 200)).items().stream()
                    .sorted(Comparator.comparing(InvoiceView::reference))
                    .toList();
        }

        private List<String> settled() {
            return new ArrayList<>(jdbc.sql(
                            """
                            select g.number || '[' || lower(a.period) || ', ' || upper(a.period) || ')'
                            from allocation a
                            join subscription s on s.id = a.subscription_id
                            join license_change g on g.subscription_id = s.id and g.sequence <@ a.changes
                            where s.billing_contract_id = :contract and a.live
                            """)
                    .param("contract", contract)
                    .query(String.class)
                    .list());
        }

        private LocalDate nextInvoiceDate() {
            return jdbc.sql("select next_invoice_date from billing_contract where id = :id")
                    .param("id", contract)
                    .query(LocalDate.class)
                    .single();
        }

        private String number() {
            return "CON-" + contract.toString().substring(0, 13);
        }
    }

    private static String told(InvoiceView invoice) {
        var lines = invoice.lines().stream()
                .map(line -> told(
                        line.kind(),
                        line.subscriptionNumber(),
                        line.changeNumber(),
                        line.servicePeriod(),
                        line.quantity() + " × " + plain(line.unitPrice().amount()) + " × " + line.share() + " = "
                                + line.amount()))
                .toList();
        var taxes = invoice.taxes().stream()
                .map(tax -> plain(tax.rate()) + tax.name() + tax.net() + tax.tax())
                .toList();
        return invoice.kind() + " " + invoice.period() + " " + invoice.net() + " + " + invoice.tax() + " = "
                + invoice.total() + " " + invoice.reviewReason() + " " + lines + " " + taxes;
    }

    private static List<String> told(ContractPreview preview) {
        return preview.drafts().stream().map(PreviewPropertyIT::told).toList();
    }

    private static String told(ContractPreview.Draft draft) {
        var lines = draft.lines().stream()
                .map(line -> told(
                        line.kind(),
                        line.subscriptionNumber(),
                        line.changeNumber(),
                        line.servicePeriod(),
                        line.quantity() + " × " + plain(kept(line.unitPrice().amount())) + " × " + line.share() + " = "
                                + line.amount()))
                .toList();
        var taxes = draft.taxes().stream()
                .map(tax -> plain(tax.rate()) + tax.name() + tax.net() + tax.tax())
                .toList();
        return draft.kind() + " " + draft.period() + " " + draft.net() + " + " + draft.tax() + " = " + draft.total()
                + " " + draft.reviewReason() + " " + lines + " " + taxes;
    }

    private static String told(String kind, String subscription, String change, Object period, String amount) {
        return kind + " " + subscription + " " + change + " " + period + " " + amount;
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }

    /** The line keeps six decimals of its unit price, for people. */
    private static BigDecimal kept(BigDecimal unitPrice) {
        return unitPrice.setScale(6, RoundingMode.HALF_UP);
    }

    private static List<String> settles(ContractPreview preview) {
        var settled = new ArrayList<String>();
        for (var draft : preview.drafts()) {
            draft.lines()
                    .forEach(line -> line.settles().forEach(one -> settled.add(one.changeNumber() + one.period())));
            draft.waivers().forEach(one -> settled.add(one.changeNumber() + one.period()));
        }
        preview.waivers().forEach(one -> settled.add(one.changeNumber() + one.period()));
        return settled;
    }
}
