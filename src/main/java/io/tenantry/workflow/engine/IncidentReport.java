package io.tenantry.workflow.engine;

import java.util.Objects;
import java.util.function.Consumer;
import org.camunda.bpm.engine.impl.cfg.TransactionState;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.incident.IncidentContext;
import org.camunda.bpm.engine.impl.incident.IncidentHandler;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.runtime.Incident;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells of each step that stopped: in the log, and to whoever in the application wants to know. */
class IncidentReport implements IncidentHandler {

    private static final Logger log = LoggerFactory.getLogger(IncidentReport.class);

    private final Consumer<IncidentRaised> listener;

    IncidentReport(Consumer<IncidentRaised> listener) {
        this.listener = listener;
    }

    @Override
    public String getIncidentHandlerType() {
        return Incident.FAILED_JOB_HANDLER_TYPE;
    }

    /** Beside the engine's own handling, which stores the incident. */
    @Override
    @SuppressWarnings("NullAway") // what this one returns is not used
    public @Nullable Incident handleIncident(IncidentContext incident, @Nullable String message) {
        var context = Context.getCommandContext();
        var raised = new IncidentRaised(
                businessKey(context, incident.getExecutionId()),
                process(context, incident.getProcessDefinitionId()),
                step(incident),
                Objects.toString(message, ""));
        context.getTransactionContext().addTransactionListener(TransactionState.COMMITTED, stored -> report(raised));
        return null;
    }

    private void report(IncidentRaised raised) {
        log.warn(
                "Incident at {} of {} {}: {}",
                raised.activity(),
                raised.process(),
                raised.businessKey(),
                raised.message());
        listener.accept(raised);
    }

    /** A job may run through several steps; the one that failed may not be the one that the job stands at. */
    private static String step(IncidentContext incident) {
        var failed = incident.getFailedActivityId();
        return Objects.toString(failed == null ? incident.getActivityId() : failed, "");
    }

    private static String businessKey(CommandContext context, @Nullable String execution) {
        if (execution == null) {
            return "";
        }
        var found = context.getExecutionManager().findExecutionById(execution);
        return found == null ? "" : Objects.toString(found.getProcessBusinessKey(), "");
    }

    private static String process(CommandContext context, @Nullable String definition) {
        if (definition == null) {
            return "";
        }
        return context.getProcessEngineConfiguration()
                .getDeploymentCache()
                .findDeployedProcessDefinitionById(definition)
                .getKey();
    }

    @Override
    public void resolveIncident(IncidentContext incident) {
        // Whoever resolved it is in the operation log.
    }

    @Override
    public void deleteIncident(IncidentContext incident) {
        // It goes with its case, which somebody deleted: that is in the operation log.
    }
}
