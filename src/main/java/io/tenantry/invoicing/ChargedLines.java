package io.tenantry.invoicing;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenantry.charge.ChargesForBilling;
import io.tenantry.charge.NonRecurringItemView;
import io.tenantry.shared.Money;
import io.tenantry.shared.Percent;
import java.math.BigDecimal;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Computes the lines again that no license change is behind. Two hours at 149.90 less 10 % are 269.82; 10 % off lines of
 * 305.81 and 42.00 are −34.78; what is billed with its bundle is nothing.
 */
@Component
class ChargedLines {

    private final ChargesForBilling charges;

    ChargedLines(ChargesForBilling charges) {
        this.charges = charges;
    }

    ProofCheck check(InvoiceView invoice, KeptLine line, JsonNode proof, Findings findings) {
        if (proof.hasNonNull("item")) {
            return item(invoice, line, proof, findings);
        }
        if (proof.hasNonNull("discount")) {
            return discount(invoice, line, proof, findings);
        }
        if (proof.hasNonNull("included")) {
            return amounts(line, Money.zero(invoice.total().currency()).rounded(), findings);
        }
        return findings.notRecomputable(line, "its proof names no license change, item or discount");
    }

    private ProofCheck item(InvoiceView invoice, KeptLine line, JsonNode proof, Findings findings) {
        var unitPrice = new Money(number(proof, "unitPrice"), invoice.total().currency());
        var percent = number(proof, "discountPercent");
        var exact = ItemLines.price(unitPrice, percent).times(number(proof, "quantity"));
        same("amount before rounding", number(proof, "exact"), exact.amount(), findings);
        charges.itemOf(invoice.id(), line.position())
                .ifPresentOrElse(
                        item -> compare(item, invoice, proof, findings),
                        () -> findings.differs("Item " + proof.path("item").asText() + " is not billed by this line"));
        return amounts(line, exact.rounded(), findings);
    }

    /** While the item stands on the invoice it is what was billed; once it is owed again it may be changed. */
    private static void compare(NonRecurringItemView item, InvoiceView invoice, JsonNode proof, Findings findings) {
        var found = new Findings();
        same("number", proof.path("item").asText(), item.number(), found);
        same("quantity", number(proof, "quantity"), BigDecimal.valueOf(item.quantity()), found);
        same("price", number(proof, "unitPrice"), item.unitPrice().amount(), found);
        same("discount in percent", number(proof, "discountPercent"), item.discountPercent(), found);
        var holder = item.invoiceReference();
        var live = invoice.reference().equals(holder)
                || invoice.number() != null && invoice.number().equals(holder);
        found.differences().forEach(words -> {
            var said = "Item " + item.number() + ": " + words;
            if (live) {
                findings.differs(said);
            } else {
                findings.contextDiffers(said + "; it was owed again and changed since");
            }
        });
    }

    private ProofCheck discount(InvoiceView invoice, KeptLine line, JsonNode proof, Findings findings) {
        if (!proof.path("lines").isArray()) {
            return findings.notRecomputable(
                    line, "its proof is of an earlier release and does not name the lines that it discounts");
        }
        var base = Money.zero(invoice.total().currency()).rounded();
        for (var position : proof.path("lines")) {
            base = base.plus(amount(invoice, position.asInt()));
        }
        var percent = Percent.of(proof.path("percent").asText().replace(" %", ""));
        var exact = DiscountLines.exact(base, percent);
        same("sum of the discounted lines", amount(proof, "on"), base.amount(), findings);
        same("amount before rounding", amount(proof, "exact"), exact.amount(), findings);
        charges.discount(UUID.fromString(proof.path("discount").asText()))
                .ifPresentOrElse(
                        granted -> same("percentage", percent.value(), granted.percent(), findings),
                        () -> findings.differs("The discount was never granted"));
        return amounts(line, exact.rounded(), findings);
    }

    private static Money amount(InvoiceView invoice, int position) {
        return invoice.lines().stream()
                .filter(line -> line.position() == position)
                .map(InvoiceView.Line::amount)
                .findFirst()
                .orElse(Money.zero(invoice.total().currency()));
    }

    private static ProofCheck amounts(KeptLine line, Money now, Findings findings) {
        if (!line.amount().equals(now)) {
            findings.differs("The line amounts to " + line.amount() + ", what it charges makes it " + now);
        }
        return findings.recomputed(line, ProofCheck.How.RECOMPUTED, now, null);
    }

    /** Of {@code 305.81 EUR}. */
    private static BigDecimal amount(JsonNode proof, String field) {
        return new BigDecimal(proof.path(field).asText().split(" ", 2)[0]);
    }

    private static BigDecimal number(JsonNode proof, String field) {
        return new BigDecimal(proof.path(field).asText());
    }

    private static void same(String what, BigDecimal written, BigDecimal now, Findings findings) {
        if (written.compareTo(now) != 0) {
            same(what, written.toPlainString(), now.toPlainString(), findings);
        }
    }

    private static void same(String what, String written, String now, Findings findings) {
        if (!written.equals(now)) {
            findings.differs(what + " was " + written + " and is " + now + " now");
        }
    }
}
