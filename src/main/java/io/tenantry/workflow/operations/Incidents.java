package io.tenantry.workflow.operations;

import io.tenantry.shared.AuditFact;
import io.tenantry.shared.NotFound;
import io.tenantry.shared.Refused;
import java.time.Clock;
import java.util.Date;
import java.util.Map;
import java.util.Objects;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Incident;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Retrying what got stuck, by a person and with a reason. Giving the job a try removes the incident at once, before the
 * job runs: whether it helped shows in the process.
 */
@Service
public class Incidents {

    private final RepositoryService repository;
    private final RuntimeService runtime;
    private final ManagementService management;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Incidents(
            RepositoryService repository,
            RuntimeService runtime,
            ManagementService management,
            ApplicationEventPublisher events,
            Clock clock) {
        this.repository = repository;
        this.runtime = runtime;
        this.management = management;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Gives the stuck job one more try, now: it does not sit out the pause that its last failure asked for.
     *
     * @throws NotFound if there is no such incident (any more)
     * @throws Refused if no job is behind it, so that there is nothing to retry
     */
    @Transactional
    public void retry(String incidentId, String reason) {
        var incident = find(incidentId);
        if (!Incident.FAILED_JOB_HANDLER_TYPE.equals(incident.getIncidentType())) {
            throw new Refused(
                    "nothing-to-retry",
                    "Incident " + incidentId + " is a " + incident.getIncidentType() + "; open it in Cockpit");
        }
        management
                .setJobRetries(1)
                .jobId(incident.getConfiguration())
                .dueDate(Date.from(clock.instant()))
                .execute();
        events.publishEvent(new AuditFact(
                subject(incident),
                "step-retried",
                reason,
                Map.of("step", step(incident), "message", Objects.toString(incident.getIncidentMessage(), ""))));
    }

    private Incident find(String incidentId) {
        var incident = runtime.createIncidentQuery().incidentId(incidentId).singleResult();
        if (incident == null) {
            throw new NotFound("Incident", incidentId);
        }
        return incident;
    }

    private static String step(Incident incident) {
        return Objects.toString(incident.getFailedActivityId(), Objects.toString(incident.getActivityId(), ""));
    }

    /** What got stuck: a case, or a process whose timer could not even start one. */
    private String subject(Incident incident) {
        var instanceId = incident.getProcessInstanceId();
        if (instanceId == null) {
            return process(incident);
        }
        var instance = runtime.createProcessInstanceQuery()
                .processInstanceId(instanceId)
                .singleResult();
        return instance == null ? instanceId : Objects.toString(instance.getBusinessKey(), instanceId);
    }

    private String process(Incident incident) {
        var definitionId = incident.getProcessDefinitionId();
        return definitionId == null
                ? incident.getConfiguration()
                : repository.getProcessDefinition(definitionId).getKey();
    }
}
