package io.tenantry.decision;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.dmn.engine.DmnDecisionResult;
import org.camunda.bpm.engine.DecisionService;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** {@code dmn/post-invoice-steps.dmn}: which of the four steps follow an invoice, and why the others do not. */
@Component
public class PostInvoiceSteps {

    static final String DECISION = "post-invoice-steps";

    private final Table table;

    public PostInvoiceSteps(DecisionService decisions) {
        this.table = new Table(decisions, DECISION);
    }

    public enum Choice {
        RUN,
        SKIP
    }

    /**
     * The contract's four toggles and the facts.
     *
     * @param amountPositive whether the total is above zero
     */
    public record Question(
            boolean generatePdf,
            boolean autoSendEmail,
            boolean autoSyncAccounting,
            boolean autoCharge,
            boolean contactPresent,
            boolean profileSynced,
            boolean amountPositive,
            boolean creditNote) {

        /** The table's inputs by their names. */
        public Map<String, @Nullable Object> variables() {
            var variables = new HashMap<String, @Nullable Object>();
            variables.put("generatePdf", generatePdf);
            variables.put("autoSendEmail", autoSendEmail);
            variables.put("autoSyncAccounting", autoSyncAccounting);
            variables.put("autoCharge", autoCharge);
            variables.put("contactPresent", contactPresent);
            variables.put("profileSynced", profileSynced);
            variables.put("amountPositive", amountPositive);
            variables.put("creditNote", creditNote);
            return variables;
        }
    }

    /** @param reason why it is skipped, or which toggle asks for it */
    public record Step(Choice choice, String reason) {}

    public record Steps(Step pdf, Step email, Step accounting, Step charge) {}

    public Steps choose(Question question) {
        var rows = table.rows(question.variables());
        return new Steps(step(rows, "PDF"), step(rows, "EMAIL"), step(rows, "ACCOUNTING"), step(rows, "CHARGE"));
    }

    /** What {@code bpmn/post-invoice.bpmn} keeps of the rules that hit: {@code RUN} or {@code SKIP}. */
    public String choice(DmnDecisionResult hits, String step) {
        return step(rowsOf(hits), step).choice().name();
    }

    /** What {@code bpmn/post-invoice.bpmn} keeps of the rules that hit: why. */
    public String reason(DmnDecisionResult hits, String step) {
        return step(rowsOf(hits), step).reason();
    }

    private static List<Row> rowsOf(DmnDecisionResult hits) {
        return hits.getResultList().stream()
                .map(outputs -> new Row(DECISION, outputs))
                .toList();
    }

    private static Step step(List<Row> rows, String name) {
        var hits = rows.stream().filter(row -> row.text("step").equals(name)).toList();
        if (hits.size() != 1) {
            throw new IllegalStateException(
                    "Decision '%s' must choose %s with exactly one rule, but the rules that hit are %s; correct dmn/%s.dmn"
                            .formatted(DECISION, name, rows, DECISION));
        }
        return new Step(Choice.valueOf(hits.get(0).text("choice")), hits.get(0).text("reason"));
    }
}
