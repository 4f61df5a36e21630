package io.tenantry.workflow.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.ScenarioTest;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.history.UserOperationLogEntry;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;

/** The engine among the rest of the application. */
class EngineIT extends ScenarioTest {

    private static final String ASYNCHRONOUS_STEP =
            "<serviceTask id='step' name='Step' camunda:asyncBefore='true' camunda:delegateExpression='${probeStep}'/>";

    @Autowired
    private ProbeStep step;

    @Autowired
    private RepositoryService repository;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private ManagementService management;

    @Autowired
    private HistoryService history;

    private String deployment = "";

    @AfterEach
    void removeTheDiagram() {
        repository.deleteDeployment(deployment, true);
        step.does(execution -> {});
    }

    @Test
    void namesTheCaseInEachLineThatAJobLogs() {
        deploy(ASYNCHRONOUS_STEP);
        var logged = new AtomicReference<String>();
        step.does(execution -> logged.set(MDC.get("businessKey")));
        runtime.startProcessInstanceByKey("probe", "SUB-000042");

        runJobs();

        assertThat(logged).hasValue("SUB-000042");
        assertThat(MDC.get("businessKey")).isNull();
    }

    @Test
    void letsTimersFallDueWhenTheClockIsMoved() {
        deploy(
                """
                <intermediateCatchEvent id='step'>
                  <timerEventDefinition><timeDuration xsi:type='tFormalExpression'
                      xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'>P30D</timeDuration></timerEventDefinition>
                </intermediateCatchEvent>
                """);
        var waiting = runtime.startProcessInstanceByKey("probe", "SUB-000043");
        runJobs();
        assertThat(isRunning(waiting.getId())).isTrue();

        time.moveBy(Duration.ofDays(30));

        assertThat(ClockUtil.getCurrentTime().toInstant()).isCloseTo(time.instant(), within());
        runJobs();
        assertThat(isRunning(waiting.getId())).isFalse();
    }

    @Test
    void letsAnOperatorRetryInCockpitAndLogsWhoDidIt() {
        deploy(ASYNCHRONOUS_STEP);
        step.does(execution -> {
            throw new Unanswerable();
        });
        var stuck = runtime.startProcessInstanceByKey("probe", "INV-000044");
        runJobs();
        var job = management.createJobQuery().processInstanceId(stuck.getId()).singleResult();
        assertThat(job.getRetries()).isZero();
        step.does(execution -> {});

        assertThat(retry("auditor", job.getId()).value()).isEqualTo(HttpStatus.FORBIDDEN.value());
        assertThat(retry("operator", job.getId()).value()).isEqualTo(HttpStatus.NO_CONTENT.value());
        runJobs();

        assertThat(isRunning(stuck.getId())).isFalse();
        assertThat(history.createUserOperationLogQuery().jobId(job.getId()).list())
                .extracting(UserOperationLogEntry::getOperationType, UserOperationLogEntry::getUserId)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("SetJobRetries", "operator"));
    }

    @Test
    void refusesAClickInTasklistForWhatOnlyTheDomainCanDo() {
        deploy("<userTask id='step' name='Map provider account' camunda:candidateGroups='operator'/>");
        var waiting = runtime.startProcessInstanceByKey("probe", "ACC-000045");
        var operator = new Browser(as("operator"));
        var tasks = operator.get("/camunda/api/engine/engine/default/task?processInstanceId=" + waiting.getId());
        assertThat(tasks.getBody()).contains("Map provider account");
        var task = tasks.getBody().replaceAll("(?s).*?\"id\":\"([^\"]+)\".*", "$1");

        var answer = operator.post("/camunda/api/engine/engine/default/task/" + task + "/complete", "{}");

        assertThat(answer.getStatusCode().isError()).isTrue();
        assertThat(answer.getBody()).contains("Task 'Map provider account' cannot be completed here.");
        assertThat(isRunning(waiting.getId())).isTrue();
    }

    private void deploy(String element) {
        deployment = repository
                .createDeployment()
                .addInputStream("probe.bpmn", new ByteArrayInputStream(RuledEngine.diagram("step", element)))
                .deploy()
                .getId();
    }

    private boolean isRunning(String instance) {
        return runtime.createProcessInstanceQuery().processInstanceId(instance).count() == 1;
    }

    private org.springframework.http.HttpStatusCode retry(String logIn, String job) {
        return new Browser(as(logIn))
                .put("/camunda/api/engine/engine/default/job/" + job + "/retries", "{\"retries\":1}")
                .getStatusCode();
    }

    private static org.assertj.core.data.TemporalUnitOffset within() {
        return org.assertj.core.api.Assertions.within(2, java.time.temporal.ChronoUnit.SECONDS);
    }

    private static class Unanswerable extends RuntimeException implements io.tenantry.shared.NotRetryable {

        Unanswerable() {
            super("declined");
        }
    }
}
