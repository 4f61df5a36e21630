package io.tenantry.invoicing;

import io.tenantry.shared.Money;
import io.tenantry.shared.Period;
import java.util.stream.Collectors;
import org.assertj.core.api.AbstractAssert;

/** {@code assertThat(invoice).hasLine("Phone System", "2026-03-11", "2026-04-01", "42.00")}. */
public final class InvoiceAssert extends AbstractAssert<InvoiceAssert, InvoiceView> {

    private InvoiceAssert(InvoiceView invoice) {
        super(invoice, InvoiceAssert.class);
    }

    public static InvoiceAssert assertThat(InvoiceView invoice) {
        return new InvoiceAssert(invoice);
    }

    /** @param to the first day that the line does not charge for */
    public InvoiceAssert hasLine(String description, String from, String to, String amount) {
        isNotNull();
        var expected = new Wanted(description, Period.of(from, to), Money.of(amount, currency()));
        if (actual.lines().stream().map(Wanted::of).noneMatch(expected::equals)) {
            failWithMessage("Expected %s on invoice%n%s", expected, printed());
        }
        return this;
    }

    public InvoiceAssert hasLines(int count) {
        isNotNull();
        if (actual.lines().size() != count) {
            failWithMessage("Expected %s lines on invoice%n%s", count, printed());
        }
        return this;
    }

    public InvoiceAssert isFor(String from, String to) {
        isNotNull();
        return check("the period", Period.of(from, to), actual.period());
    }

    public InvoiceAssert hasStatus(String status) {
        isNotNull();
        return check("the status", status, actual.status());
    }

    public InvoiceAssert hasTotals(String net, String tax, String total) {
        isNotNull();
        check("the net sum", Money.of(net, currency()), actual.net());
        check("the tax", Money.of(tax, currency()), actual.tax());
        return check("the total", Money.of(total, currency()), actual.total());
    }

    private InvoiceAssert check(String what, Object expected, Object found) {
        if (!expected.equals(found)) {
            failWithMessage("Expected %s %s but found %s on invoice%n%s", what, expected, found, printed());
        }
        return this;
    }

    private String currency() {
        return actual.total().currency().getCurrencyCode();
    }

    private String printed() {
        return actual.reference() + " " + actual.period() + " " + actual.status() + "\n"
                + actual.lines().stream()
                        .map(line -> line.kind() + " " + Wanted.of(line) + " " + line.changeNumber())
                        .collect(Collectors.joining("\n"));
    }

    private record Wanted(String description, Period period, Money amount) {

        static Wanted of(InvoiceView.Line line) {
            return new Wanted(line.description(), line.servicePeriod(), line.amount());
        }
    }
}
