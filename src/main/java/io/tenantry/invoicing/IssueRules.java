package io.tenantry.invoicing;

import io.tenantry.decision.CatchUpVerdict.Question;
import io.tenantry.decision.SalesRulings;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Which invoices of a contract go out by themselves, and which wait for a person.
 *
 * @param tables the decision tables in force
 * @param limit the highest total that goes out by itself, in the contract's currency; null if any does
 */
record IssueRules(SalesRulings.Tables tables, @Nullable BigDecimal limit) {

    /** @param atOnce how many invoices of the contract are computed at once */
    InvoiceDraft apply(InvoiceDraft draft, int atOnce) {
        var verdict = tables.verdict(new Question(
                atOnce,
                limit != null && draft.total().amount().compareTo(limit) > 0,
                draft.total().isNegative(),
                draft.lines().stream().anyMatch(line -> line.kind().equals("WRITE_IN"))));
        if (!verdict.isReview()) {
            return draft;
        }
        var contract = draft.contract().number();
        return draft.forReview(
                atOnce == 1
                        ? verdict.reason()
                        : verdict.reason() + " (" + atOnce + " cycles of contract " + contract + ")");
    }
}
