package io.tenantry.workflow.remediation;

import io.tenantry.remediation.CaseOpened;
import io.tenantry.remediation.CaseTouched;
import io.tenantry.remediation.Cases;
import io.tenantry.workflow.engine.DomainCompletion;
import io.tenantry.workflow.engine.IncidentRaised;
import io.tenantry.workflow.engine.OwnCommand;
import java.util.List;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The door to {@code remediation.bpmn}: one instance for each case, started and woken in the publisher's transaction. */
@Component
class RemediationProcess {

    static final String KEY = "remediation";

    private static final List<String> TASKS = List.of("repairProvisioning", "repairBilling", "repairConnection");

    private final RuntimeService runtime;
    private final TaskService tasks;
    private final ManagementService management;
    private final Cases cases;

    RemediationProcess(RuntimeService runtime, TaskService tasks, ManagementService management, Cases cases) {
        this.runtime = runtime;
        this.tasks = tasks;
        this.management = management;
        this.cases = cases;
    }

    @EventListener
    void start(CaseOpened event) {
        runtime.startProcessInstanceByMessage(
                CaseOpened.class.getSimpleName(), event.caseNumber(), RemediationData.startingWith(event));
    }

    /** Whoever waits looks again, and who has stopped gets one more try; who is at work looks anyway. */
    @EventListener
    void lookAgain(CaseTouched event) {
        DomainCompletion.run(() -> tasks.createTaskQuery()
                .processDefinitionKey(KEY)
                .taskDefinitionKeyIn(TASKS.toArray(String[]::new))
                .processInstanceBusinessKey(event.caseNumber())
                .list()
                .forEach(waiting -> tasks.complete(waiting.getId())));
        runtime.createMessageCorrelation(CaseTouched.class.getSimpleName())
                .processInstanceBusinessKey(event.caseNumber())
                .correlateAll();
        runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(event.caseNumber(), KEY)
                .withIncident()
                .list()
                .forEach(stopped -> management
                        .createJobQuery()
                        .processInstanceId(stopped.getId())
                        .noRetriesLeft()
                        .list()
                        .forEach(job -> management.setJobRetries(job.getId(), 1)));
    }

    /** An incident is told of after it was stored, so the case is opened in a transaction of its own. */
    @EventListener
    void open(IncidentRaised event) {
        if (event.process().equals(KEY)) {
            return;
        }
        var about = event.businessKey().isEmpty() ? event.process() : event.businessKey();
        OwnCommand.run(() -> cases.stopped(about, event.activity(), event.message()));
    }
}
