package io.tenantry.decision;

import java.util.Map;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.history.HistoricDecisionInstance;
import org.camunda.bpm.engine.history.HistoricDecisionOutputInstance;
import org.springframework.stereotype.Component;

/**
 * {@code dmn/remediation-path.dmn}: what is the cause of a symptom, what puts it right, who may do it, and does it happen
 * by itself? The process {@code remediation} asks the table; here is what it answered, and which row of which version did.
 */
@Component
public class RemediationPath {

    static final String DECISION = "remediation-path";

    private final HistoryService history;
    private final RepositoryService repository;

    public RemediationPath(HistoryService history, RepositoryService repository) {
        this.history = history;
        this.repository = repository;
    }

    /**
     * @param words with placeholders such as {@code {parentNumber}}
     * @param fixes codes, separated by commas; the first is the one to take
     * @param version of the table
     * @param row id of the rule that hit
     */
    public record Path(
            String cause, String words, String fixes, String role, boolean automatic, int version, String row) {}

    /**
     * What a process was answered last.
     *
     * @param cause that it was told, which tells two answers of one moment apart
     * @throws IllegalStateException if no row said so, or a cell of it is empty
     */
    public Path lastOf(String processInstanceId, String cause) {
        return history
                .createHistoricDecisionInstanceQuery()
                .decisionDefinitionKey(DECISION)
                .processInstanceId(processInstanceId)
                .includeOutputs()
                .disableCustomObjectDeserialization()
                .orderByEvaluationTime()
                .desc()
                .list()
                .stream()
                .filter(decided -> cause.equals(outputs(decided).get("cause")))
                .findFirst()
                .map(this::path)
                .orElseThrow(() -> new IllegalStateException(
                        "No row of dmn/" + DECISION + ".dmn answered '" + cause + "' to " + processInstanceId
                                + "; fill its cells, and close the table with a row that always hits"));
    }

    private Path path(HistoricDecisionInstance decided) {
        var row = new Row(DECISION, outputs(decided));
        return new Path(
                row.text("cause"),
                row.text("words"),
                row.text("fixes"),
                row.text("role"),
                row.flag("automatic"),
                repository
                        .getDecisionDefinition(decided.getDecisionDefinitionId())
                        .getVersion(),
                decided.getOutputs().get(0).getRuleId());
    }

    private static Map<String, Object> outputs(HistoricDecisionInstance decided) {
        return decided.getOutputs().stream()
                .filter(output -> output.getValue() != null)
                .collect(Collectors.toMap(
                        HistoricDecisionOutputInstance::getVariableName, HistoricDecisionOutputInstance::getValue));
    }
}
