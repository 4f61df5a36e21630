package io.tenantry.decision;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.camunda.bpm.engine.DecisionService;
import org.camunda.bpm.engine.ProcessEngineException;
import org.jspecify.annotations.Nullable;

/** A decision table and how it is asked. A missing answer is an error that quotes the inputs, never a silent null. */
record Table(DecisionService decisions, String id) {

    Row onlyRow(Map<String, @Nullable Object> inputs) {
        var rows = rows(inputs);
        if (rows.size() != 1) {
            throw unanswered(rows.size() + " rules", inputs, null);
        }
        return rows.get(0);
    }

    List<Row> rows(Map<String, @Nullable Object> inputs) {
        try {
            return decisions.evaluateDecisionTableByKey(id).variables(inputs).evaluate().getResultList().stream()
                    .map(outputs -> new Row(id, outputs))
                    .toList();
        } catch (ProcessEngineException failure) {
            throw unanswered("an error", inputs, failure);
        }
    }

    private IllegalStateException unanswered(
            String found, Map<String, @Nullable Object> inputs, @Nullable Throwable cause) {
        return new IllegalStateException(
                "Decision '%s' must answer %s with exactly one rule, but found %s; correct dmn/%s.dmn"
                        .formatted(id, new TreeMap<>(inputs), found, id),
                cause);
    }
}
