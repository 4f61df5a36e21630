package io.tenantry.decision;

import io.tenantry.shared.Together;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Asks the three sales tables and the verdict on invoices for many: thousands of subscriptions put the same few questions,
 * so an answer is kept for as long as its table is in force. A corrected table is asked anew from then on.
 *
 * <p>The engine keeps each answer in its history, in a transaction apart: whoever only previews writes nothing himself.
 */
@Component
public class SalesRulings {

    private static final int MOST_KEPT = 10_000;

    private final PriceCoverage coverage;
    private final UnitMatching units;
    private final CurrencyMatching currencies;
    private final CatchUpVerdict verdicts;
    private final TransactionTemplate apart;
    private final Map<Asked, Object> known = new ConcurrentHashMap<>();

    public SalesRulings(
            PriceCoverage coverage,
            UnitMatching units,
            CurrencyMatching currencies,
            CatchUpVerdict verdicts,
            PlatformTransactionManager transactions) {
        this.coverage = coverage;
        this.units = units;
        this.currencies = currencies;
        this.verdicts = verdicts;
        this.apart = new TransactionTemplate(transactions);
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    private record Asked(String table, Object question) {}

    /** The tables as they are in force now, asked for together with other questions: the engine's own answer costs a trip. */
    public Tables inForce(Together together) {
        var versions = new HashMap<String, String>();
        together.add(
                "select key_, max(version_) from act_re_decision_def group by key_",
                row -> versions.put(row.getString(1), row.getString(1) + ":" + row.getInt(2)));
        return new Tables(versions);
    }

    /** One version of each of the tables. */
    public final class Tables {

        private final Map<String, String> versions;

        private Tables(Map<String, String> versions) {
            this.versions = versions;
        }

        public PriceCoverage.Coverage coverage(PriceCoverage.Question question) {
            return ask(PriceCoverage.DECISION, question, coverage::check);
        }

        public UnitMatching.Match unit(UnitMatching.Question question) {
            return ask(UnitMatching.DECISION, question, units::match);
        }

        public CurrencyMatching.Match currency(CurrencyMatching.Question question) {
            return ask(CurrencyMatching.DECISION, question, currencies::match);
        }

        public CatchUpVerdict.Verdict verdict(CatchUpVerdict.Question question) {
            return ask(CatchUpVerdict.DECISION, question, verdicts::on);
        }

        /** Which versions are asked, for proofs: {@code price-coverage:1, unit-matching:1, currency-matching:1}. */
        public String names() {
            return table(PriceCoverage.DECISION) + ", " + table(UnitMatching.DECISION) + ", "
                    + table(CurrencyMatching.DECISION);
        }

        private String table(String decision) {
            return versions.getOrDefault(decision, decision);
        }

        @SuppressWarnings("unchecked")
        private <Q, A> A ask(String decision, Q question, Function<Q, A> table) {
            var asked = new Asked(table(decision), question);
            var answer = known.get(asked);
            if (answer == null) {
                answer = apart.execute(status -> table.apply(question));
                if (answer == null) {
                    throw new IllegalStateException(asked + " was not answered");
                }
                if (known.size() >= MOST_KEPT) {
                    known.clear();
                }
                known.put(asked, answer);
            }
            return (A) answer;
        }
    }
}
