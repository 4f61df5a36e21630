package io.tenantry.invoicing;

import io.tenantry.contract.BillingContractView;
import io.tenantry.contract.BillingContracts;
import io.tenantry.contract.DueContracts;
import io.tenantry.customer.Customers;
import io.tenantry.shared.BusinessCalendar;
import io.tenantry.shared.Money;
import io.tenantry.shared.NotFound;
import io.tenantry.shared.Page;
import io.tenantry.shared.Paging;
import io.tenantry.shared.Period;
import io.tenantry.shared.Refused;
import io.tenantry.shared.Sha256;
import io.tenantry.shared.Stale;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The reviews of drafts that were held back: a catch-up, a write-in, an amount above the contract's limit, credits that
 * exceed the charges. A person bills them oldest first, voids them with a reason, or moves the contract's next invoice
 * date. Whoever decides names the version that was seen, so nobody decides on what has changed since.
 */
@Service
@Transactional
public class DraftReviews {

    private final JdbcClient jdbc;
    private final BillingContracts contracts;
    private final DueContracts locks;
    private final Customers customers;
    private final HeldDrafts held;
    private final DraftReview review;
    private final NextInvoiceDates dates;
    private final BusinessCalendar calendar;
    private final InvoicingProperties properties;

    DraftReviews(
            JdbcClient jdbc,
            BillingContracts contracts,
            DueContracts locks,
            Customers customers,
            HeldDrafts held,
            DraftReview review,
            NextInvoiceDates dates,
            BusinessCalendar calendar,
            InvoicingProperties properties) {
        this.jdbc = jdbc;
        this.contracts = contracts;
        this.locks = locks;
        this.customers = customers;
        this.held = held;
        this.review = review;
        this.dates = dates;
        this.calendar = calendar;
        this.properties = properties;
    }

    /** How many drafts of a contract wait, and until when they should be seen to. */
    public record Held(int drafts, int writeIns, Instant dueAt) {}

    /** Holds the contract until the caller's transaction ends: who bills or voids meanwhile waits, and is heard of. */
    public Held lookAt(String contractNumber) {
        var id = contracts.get(contractNumber).id();
        locks.lock(List.of(id));
        return new Held(
                held.drafts(id),
                held.writeIns(id),
                calendar.endOf(calendar.today().plusDays(properties.reviewDays())));
    }

    /** The contracts with drafts that wait, the one that waits longest first. */
    @Transactional(readOnly = true)
    public Page<DraftReviewView.Summary> list(Paging paging) {
        var total = jdbc.sql(
                        """
                        select count(distinct billing_contract_id) from invoice
                        where status = 'DRAFT' and review_reason is not null
                        """)
                .query(Long.class)
                .single();
        var items = jdbc.sql(
                        """
                        select c.number, c.name, k.number as customer_number, k.name as customer_name, i.currency,
                               count(*) as drafts, min(lower(i.period)) as first_day, max(upper(i.period)) as end_day,
                               sum(i.total) as total, min(i.created_at) as held_since,
                               count(*) filter (where exists (select 1 from invoice_line l
                                                              where l.invoice_id = i.id and l.kind = 'WRITE_IN'))
                                   as write_ins
                        from invoice i
                        join billing_contract c on c.id = i.billing_contract_id
                        join customer k on k.id = i.customer_id
                        where i.status = 'DRAFT' and i.review_reason is not null
                        group by c.number, c.name, k.number, k.name, i.currency
                        order by held_since, c.number
                        limit :size offset :offset
                        """)
                .param("size", paging.size())
                .param("offset", paging.offset())
                .query(DraftReviews::summary)
                .list();
        return Page.of(items, paging, total);
    }

    /** @throws NotFound if there is no such contract; one without held drafts has an empty review */
    @Transactional(readOnly = true)
    public DraftReviewView get(String contractNumber) {
        return view(contracts.get(contractNumber));
    }

    /**
     * Bills drafts, oldest first, and lets them go out.
     *
     * @param references those to be billed; null for all
     */
    public DraftReviewView bill(String contractNumber, long version, @Nullable Set<String> references) {
        var contract = lock(contractNumber, version);
        review.billAll(chosen(contract, references));
        return seen(contract);
    }

    /**
     * Voids drafts: what they held is owed again, and comes back with the next run unless the next invoice date is moved.
     *
     * @param references those to be voided; null for all
     */
    public DraftReviewView voidDrafts(
            String contractNumber, long version, String reason, @Nullable Set<String> references) {
        var contract = lock(contractNumber, version);
        for (var draft : chosen(contract, references)) {
            review.voidDraft(draft, draft.version(), reason);
        }
        return seen(contract);
    }

    /** Drops all drafts and skips the cycles before the new date; see {@link NextInvoiceDates}. */
    public DraftReviewView moveNextInvoiceDate(String contractNumber, long version, LocalDate date, String reason) {
        var contract = lock(contractNumber, version);
        dates.move(contract, date, reason);
        return seen(contract);
    }

    private BillingContractView lock(String contractNumber, long version) {
        var id = contracts.get(contractNumber).id();
        var contract = Objects.requireNonNull(locks.lock(List.of(id)).get(id));
        Stale.check(
                "The draft review of contract " + contractNumber,
                version,
                view(contract).version());
        return contract;
    }

    /** What is left after the act. */
    private DraftReviewView seen(BillingContractView before) {
        return view(Objects.requireNonNull(locks.read(List.of(before.id())).get(before.id())));
    }

    private List<InvoiceView> chosen(BillingContractView contract, @Nullable Set<String> references) {
        var all = held.of(contract.id());
        var chosen = all.stream()
                .filter(draft -> references == null || references.contains(draft.reference()))
                .toList();
        if (chosen.isEmpty() || references != null && chosen.size() < references.size()) {
            var waiting = all.stream().map(InvoiceView::reference).collect(Collectors.joining(", "));
            throw new Refused(
                    "no-such-draft",
                    "Not all of these drafts of contract " + contract.number() + " wait for review; waiting are "
                            + (waiting.isEmpty() ? "none" : waiting));
        }
        return chosen;
    }

    private DraftReviewView view(BillingContractView contract) {
        var drafts = held.of(contract.id());
        var columns = new ArrayList<>(held.billedBefore(contract.id()));
        columns.addAll(drafts);
        var rows = SideBySide.rows(columns);
        return new DraftReviewView(
                contract.number(),
                contract.name(),
                contract.customerNumber(),
                customers.get(contract.customerId()).name(),
                contract.startDate(),
                contract.frequencyMonths(),
                contract.nextInvoiceDate(),
                drafts.stream().map(DraftReviews::draft).toList(),
                columns.stream().map(DraftReviews::column).toList(),
                rows,
                rows.stream().anyMatch(DraftReviewView.Row::overlap),
                version(contract, drafts));
    }

    private static DraftReviewView.Draft draft(InvoiceView draft) {
        return new DraftReviewView.Draft(
                draft.reference(),
                draft.kind(),
                draft.period(),
                draft.total(),
                String.valueOf(draft.reviewReason()),
                draft.lines().stream().anyMatch(line -> line.kind().equals("WRITE_IN")),
                draft.version());
    }

    private static DraftReviewView.Column column(InvoiceView invoice) {
        var number = invoice.number();
        return new DraftReviewView.Column(
                number == null ? invoice.reference() : number,
                invoice.status(),
                invoice.period(),
                invoice.net(),
                invoice.total());
    }

    /** A fingerprint of what is decided on, short enough for an ETag. */
    private static long version(BillingContractView contract, List<InvoiceView> drafts) {
        var seen = drafts.stream()
                .map(draft -> draft.reference() + "@" + draft.version())
                .collect(Collectors.joining(" ", contract.nextInvoiceDate() + " ", ""));
        return Long.parseLong(Sha256.of(seen).substring(0, 14), 16);
    }

    private static DraftReviewView.Summary summary(ResultSet row, int number) throws SQLException {
        return new DraftReviewView.Summary(
                row.getString("number"),
                row.getString("name"),
                row.getString("customer_number"),
                row.getString("customer_name"),
                row.getInt("drafts"),
                row.getInt("write_ins"),
                Period.of(row.getObject("first_day", LocalDate.class), row.getObject("end_day", LocalDate.class)),
                Money.of(row.getBigDecimal("total"), row.getString("currency")).rounded(),
                row.getTimestamp("held_since").toInstant());
    }
}
