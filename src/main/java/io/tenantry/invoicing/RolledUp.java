package io.tenantry.invoicing;

import io.tenantry.shared.Money;
import java.util.ArrayList;
import java.util.List;

/** An invoice's lines as they are printed: those that roll up are within the line that they roll into. */
final class RolledUp {

    private final List<InvoiceView.Line> all;

    RolledUp(List<InvoiceView.Line> all) {
        this.all = all;
    }

    List<InvoiceView.Line> printed() {
        return all.stream()
                .filter(line -> line.rolledInto() == null)
                .map(this::printed)
                .toList();
    }

    /** Those that roll into a line, theirs included. */
    List<InvoiceView.Line> into(InvoiceView.Line line) {
        var within = new ArrayList<InvoiceView.Line>();
        for (var other : all) {
            if (Integer.valueOf(line.position()).equals(other.rolledInto())) {
                within.add(other);
                within.addAll(into(other));
            }
        }
        return within;
    }

    /** The other lines of the printed line that a line is part of, the one that they roll into first. */
    List<InvoiceView.Line> printedWith(InvoiceView.Line line) {
        var top = line;
        while (top.rolledInto() != null) {
            var into = top.rolledInto();
            top = all.stream()
                    .filter(other -> into.equals(other.position()))
                    .findFirst()
                    .orElseThrow();
        }
        var together = new ArrayList<InvoiceView.Line>(List.of(top));
        together.addAll(into(top));
        together.remove(line);
        return together;
    }

    private InvoiceView.Line printed(InvoiceView.Line line) {
        var within = into(line);
        if (within.isEmpty()) {
            return line;
        }
        var sum = within.stream().map(InvoiceView.Line::amount).reduce(line.amount(), Money::plus);
        var description = new StringBuilder(named(line));
        within.forEach(other -> description.append(" + ").append(named(other)));
        return new InvoiceView.Line(
                line.position(),
                line.kind(),
                line.subscriptionNumber(),
                line.changeNumber(),
                description.toString(),
                line.sku(),
                line.servicePeriod(),
                1,
                sum,
                "1",
                sum,
                line.taxRate(),
                line.taxCategory());
    }

    private static String named(InvoiceView.Line line) {
        return line.description() + " × " + line.quantity();
    }
}
