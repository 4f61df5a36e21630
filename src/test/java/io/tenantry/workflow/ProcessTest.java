package io.tenantry.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.shared.BusinessCalendar;
import java.beans.Introspector;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests;
import org.camunda.bpm.engine.test.mock.MockExpressionManager;
import org.camunda.bpm.engine.test.mock.Mocks;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/**
 * Plays a diagram in an engine in memory, with the real delegates, tables and door, and mocks for the domain. A test
 * class that leaves out a task or a way to an end fails.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ProcessTest {

    /** When each test starts; time only moves when a test says so. */
    protected static final Instant NOW = Instant.parse("2026-03-10T09:00:00Z");

    /** One engine for all of them: it is what costs. */
    protected static final ProcessEngine ENGINE = engine();

    private final String process;
    private final String[] tables;
    private final Set<String> passed = new HashSet<>();
    private String deployment = "";

    protected ProcessTest(String process, String... tables) {
        this.process = process;
        this.tables = tables;
    }

    /** Binds the delegates by {@link #bind} and opens the door. */
    protected abstract void open();

    @BeforeEach
    void deploy() {
        ClockUtil.setCurrentTime(Date.from(NOW));
        open();
        var resources =
                ENGINE.getRepositoryService().createDeployment().addClasspathResource("bpmn/" + process + ".bpmn");
        called().forEach(called -> resources.addClasspathResource("bpmn/" + called + ".bpmn"));
        List.of(tables).forEach(table -> resources.addClasspathResource("dmn/" + table + ".dmn"));
        deployment = resources.deploy().getId();
        BpmnAwareTests.init(ENGINE);
    }

    @AfterEach
    void remove() {
        ENGINE.getHistoryService().createHistoricActivityInstanceQuery().finished().list().stream()
                .filter(activity -> !activity.isCanceled())
                .map(HistoricActivityInstance::getActivityId)
                .forEach(passed::add);
        ENGINE.getRepositoryService().deleteDeployment(deployment, true);
        Mocks.reset();
        ClockUtil.reset();
        BpmnAwareTests.reset();
    }

    @AfterAll
    void everyTaskAndEveryEndIsPassed() {
        var model = Bpmn.readModelFromFile(Path.of("bpmn", process + ".bpmn").toFile());
        var nodes = model.getModelElementsByType(FlowNode.class).stream()
                .filter(node -> node instanceof org.camunda.bpm.model.bpmn.instance.Task || node instanceof EndEvent)
                .map(FlowNode::getId)
                .toList();

        assertThat(passed)
                .as("Each task and each end event of bpmn/%s.bpmn must be passed by a test", process)
                .containsAll(nodes);
    }

    /** The processes that this one calls; their delegates are bound by name, and they have tests of their own. */
    protected List<String> called() {
        return List.of();
    }

    /** A stand-in for the delegate of a called process. */
    protected static void bind(String name, JavaDelegate standIn) {
        Mocks.register(name, standIn);
    }

    /** Each under the name that the diagram knows it by. */
    protected static void bind(Object... beans) {
        for (var bean : beans) {
            Mocks.register(Introspector.decapitalize(bean.getClass().getSimpleName()), bean);
        }
    }

    /** The days of an installation that runs in UTC. */
    protected static BusinessCalendar calendar() {
        return new BusinessCalendar(clock(), "UTC");
    }

    protected static Clock clock() {
        return new Clock() {
            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Instant instant() {
                return ClockUtil.getCurrentTime().toInstant();
            }
        };
    }

    protected static ProcessInstance running(String businessKey) {
        var instance = ENGINE.getRuntimeService()
                .createProcessInstanceQuery()
                .processInstanceBusinessKey(businessKey)
                .singleResult();
        assertThat(instance)
                .as("No process runs with business key %s", businessKey)
                .isNotNull();
        return instance;
    }

    /** Runs what is due, and what follows from it, until everything waits for time or for somebody. */
    protected static void runJobs() {
        for (var due = dueJobs(); !due.isEmpty(); due = dueJobs()) {
            due.forEach(job -> ENGINE.getManagementService().executeJob(job.getId()));
        }
    }

    protected static List<Job> dueJobs() {
        return ENGINE.getManagementService().createJobQuery().executable().list().stream()
                .filter(job -> job.getProcessInstanceId() != null)
                .toList();
    }

    /** The timer that starts the process by itself. */
    protected static Job startTimer() {
        return ENGINE.getManagementService().createJobQuery().timers().list().stream()
                .filter(job -> job.getProcessInstanceId() == null)
                .findFirst()
                .orElseThrow(() -> new AssertionError("No timer starts the process"));
    }

    protected static void timePassesUntil(String instant) {
        ClockUtil.setCurrentTime(Date.from(Instant.parse(instant)));
    }

    protected static Object variable(ProcessInstance instance, String name) {
        return ENGINE.getHistoryService()
                .createHistoricVariableInstanceQuery()
                .processInstanceId(instance.getId())
                .variableName(name)
                .singleResult()
                .getValue();
    }

    protected static Task taskOf(ProcessInstance instance) {
        return ENGINE.getTaskService()
                .createTaskQuery()
                .processInstanceId(instance.getId())
                .singleResult();
    }

    private static ProcessEngine engine() {
        var configuration = new StandaloneInMemProcessEngineConfiguration();
        configuration.setProcessEngineName("process-tests");
        configuration.setJdbcUrl("jdbc:h2:mem:process-tests;DB_CLOSE_DELAY=-1");
        configuration.setHistory("full");
        configuration.setJobExecutorActivate(false);
        configuration.setExpressionManager(new MockExpressionManager());
        configuration.setEnforceHistoryTimeToLive(true);
        return configuration.buildProcessEngine();
    }
}
