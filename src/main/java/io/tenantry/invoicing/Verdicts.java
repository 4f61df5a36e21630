package io.tenantry.invoicing;

import io.tenantry.decision.CatchUpVerdict;
import io.tenantry.decision.CatchUpVerdict.Question;
import io.tenantry.decision.CatchUpVerdict.Verdict;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The verdicts on the invoices of one chunk of contracts. Thousands of invoices ask the same few questions, so each is
 * put to the table once; the next chunk asks anew, and a corrected table holds from then on.
 */
final class Verdicts {

    private final CatchUpVerdict table;
    private final Map<Question, Verdict> known = new ConcurrentHashMap<>();

    Verdicts(CatchUpVerdict table) {
        this.table = table;
    }

    Verdict on(Question question) {
        return known.computeIfAbsent(question, table::on);
    }
}
