package io.tenantry.workflow.operations;

import io.tenantry.shared.AuditFact;
import io.tenantry.shared.NotFound;
import io.tenantry.shared.Refused;
import java.time.Clock;
import java.util.Date;
import java.util.Map;
import org.camunda.bpm.engine.ManagementService;
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

    private final RuntimeService runtime;
    private final ManagementService management;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Incidents(RuntimeService runtime, ManagementService management, ApplicationEventPublisher events, Clock clock) {
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
                businessKey(incident),
                "step-retried",
                reason,
                Map.of("step", incident.getFailedActivityId(), "message", incident.getIncidentMessage() + "")));
    }

    private Incident find(String incidentId) {
        var incident = runtime.createIncidentQuery().incidentId(incidentId).singleResult();
        if (incident == null) {
            throw new NotFound("Incident", incidentId);
        }
        return incident;
    }

    private String businessKey(Incident incident) {
        var instance = runtime.createProcessInstanceQuery()
                .processInstanceId(incident.getProcessInstanceId())
                .singleResult();
        return instance.getBusinessKey() == null ? instance.getId() : instance.getBusinessKey();
    }
}
