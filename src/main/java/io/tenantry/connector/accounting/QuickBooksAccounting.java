package io.tenantry.connector.accounting;

import io.tenantry.connector.accounting.QuickBooksApi.Customer;
import io.tenantry.connector.accounting.QuickBooksApi.Email;
import io.tenantry.connector.accounting.QuickBooksApi.Invoice;
import io.tenantry.connector.accounting.QuickBooksApi.Line;
import io.tenantry.connector.accounting.QuickBooksApi.Reference;
import io.tenantry.connector.accounting.QuickBooksApi.SalesItem;
import io.tenantry.postinvoice.AccountingSystem;
import io.tenantry.postinvoice.PostingRejected;
import io.tenantry.postinvoice.SystemUnavailable;
import io.tenantry.shared.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * QuickBooks Online as our accounting system. An invoice is posted once: its request id makes QuickBooks return the
 * first answer, and its number is the second guard after QuickBooks has forgotten the request.
 */
final class QuickBooksAccounting implements AccountingSystem {

    private static final String SALES_LINE = "SalesItemLineDetail";
    /** QuickBooks allows as many characters in a customer's display name. */
    private static final int LONGEST_NAME = 100;

    private final QuickBooksApi api;
    private final QuickBooksProperties settings;

    QuickBooksAccounting(QuickBooksApi api, QuickBooksProperties settings) {
        this.api = api;
        this.settings = settings;
    }

    @Override
    public String name() {
        return "quickbooks";
    }

    @Override
    public Posting post(Entry entry) {
        refuseIfUnbalanced(entry);
        var customer = customerOf(entry);
        return posting(entry, posted(entry, customer));
    }

    private Invoice posted(Entry entry, Reference customer) {
        try {
            return required(create(entry, document(entry, customer)), entry.documentNumber());
        } catch (QuickBooksErrors.Duplicate duplicate) {
            return find(entry)
                    .filter(found -> customer.equals(found.customerRef()))
                    .orElseThrow(() -> new PostingRejected(
                            "QuickBooks holds another customer's document with the number " + entry.documentNumber()
                                    + "; renumber that one, then retry. " + duplicate.getMessage()));
        }
    }

    private @Nullable Invoice create(Entry entry, Invoice document) {
        return isCreditNote(entry)
                ? api.createCreditMemo(settings.company(), entry.requestId(), document)
                        .creditMemo()
                : api.createInvoice(settings.company(), entry.requestId(), document)
                        .invoice();
    }

    private static boolean isCreditNote(Entry entry) {
        return entry.kind() == AccountingSystem.Kind.CREDIT_NOTE;
    }

    private Optional<Invoice> find(Entry entry) {
        var number = QuickBooksApi.literal(entry.documentNumber());
        var found = isCreditNote(entry)
                ? api.query(settings.company(), "select * from CreditMemo where DocNumber = " + number)
                        .creditMemos()
                : api.query(settings.company(), "select * from Invoice where DocNumber = " + number)
                        .invoices();
        return found.stream().findFirst();
    }

    /** What QuickBooks booked must be what was invoiced, to the cent. */
    private static Posting posting(Entry entry, Invoice booked) {
        var total = booked.totalAmt();
        if (booked.id() == null || total == null) {
            throw new SystemUnavailable(
                    "QuickBooks answered the document " + entry.documentNumber() + " without its id or total");
        }
        if (total.compareTo(entry.total().amount()) != 0) {
            throw new PostingRejected("QuickBooks booked " + entry.documentNumber() + " (id " + booked.id() + ") with a"
                    + " total of " + total + " instead of " + entry.total() + "; correct or void it there");
        }
        return new Posting(booked.id(), booked.docNumber());
    }

    private Reference customerOf(Entry entry) {
        var name = displayName(entry.customer());
        return findCustomer(name).orElseGet(() -> createCustomer(entry, name));
    }

    private Optional<Reference> findCustomer(String name) {
        var query = "select * from Customer where DisplayName = " + QuickBooksApi.literal(name);
        return api.query(settings.company(), query).customers().stream()
                .flatMap(customer -> Stream.ofNullable(customer.id()))
                .map(Reference::new)
                .findFirst();
    }

    private Reference createCustomer(Entry entry, String name) {
        var party = entry.customer();
        var customer = new Customer(null, name, email(party), currency(entry.total()));
        try {
            var created = api.createCustomer(settings.company(), "customer-" + party.number(), customer)
                    .customer();
            return new Reference(required(created == null ? null : created.id(), name));
        } catch (QuickBooksErrors.Duplicate another) {
            return findCustomer(name).orElseThrow(() -> another);
        }
    }

    /** A credit memo is due at once, and QuickBooks knows no due date of one. */
    private Invoice document(Entry entry, Reference customer) {
        List<Line> lines = new ArrayList<>();
        entry.lines().forEach(line -> lines.add(line(line)));
        if (!entry.tax().isZero()) {
            var item = new SalesItem(new Reference(settings.taxItem()), null, null);
            lines.add(new Line(entry.tax().amount(), "Tax", SALES_LINE, item));
        }
        return new Invoice(
                null,
                entry.documentNumber(),
                entry.date(),
                isCreditNote(entry) ? null : entry.dueDate(),
                customer,
                currency(entry.total()),
                email(entry.customer()),
                lines,
                null);
    }

    /**
     * A prorated line's amount is not its price times its quantity, and QuickBooks would refuse it: the amount stands
     * alone then and the description tells the rest. Two seats at 31.00 for 21 of 31 days are 42.00, not 62.00.
     */
    private Line line(EntryLine line) {
        var exact = line.unitPrice().times(line.quantity()).compareTo(line.amount()) == 0;
        var item = new SalesItem(
                new Reference(settings.salesItem()),
                exact ? line.unitPrice().amount() : null,
                exact ? line.quantity() : null);
        var text = line.sku() + " " + line.description();
        return new Line(
                line.amount().amount(),
                exact ? text : text + " (" + line.quantity() + " × " + line.unitPrice() + ", prorated)",
                SALES_LINE,
                item);
    }

    private static void refuseIfUnbalanced(Entry entry) {
        var sum = entry.lines().stream().map(EntryLine::amount).reduce(entry.tax(), Money::plus);
        if (sum.compareTo(entry.total()) != 0) {
            throw new PostingRejected("Invoice " + entry.documentNumber() + " does not add up: its lines and tax make "
                    + sum + ", its total is " + entry.total());
        }
    }

    /**
     * With our number, since display names are unique among customers, vendors and employees, and two customers of ours
     * may share a name. A colon would make a sub-customer.
     */
    private static String displayName(Party party) {
        var suffix = " (" + party.number() + ")";
        var name = party.name().replaceAll("[:\\s\\p{Cntrl}]+", " ").strip();
        return name.substring(0, Math.min(name.length(), LONGEST_NAME - suffix.length()))
                        .strip()
                + suffix;
    }

    private static @Nullable Email email(Party party) {
        return party.email() == null ? null : new Email(party.email());
    }

    private static Reference currency(Money money) {
        return new Reference(money.currency().getCurrencyCode());
    }

    private static <T> T required(@Nullable T answer, String what) {
        if (answer == null) {
            throw new SystemUnavailable("QuickBooks answered without the record of " + what);
        }
        return answer;
    }
}
