package io.tenantry.workflow.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.shared.AuditFact;
import io.tenantry.shared.NotFound;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.camunda.bpm.engine.runtime.Incident;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IncidentsTest {

    private static final String NIGHTLY =
            """
            <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
                         xmlns:camunda="http://camunda.org/schema/1.0/bpmn" targetNamespace="nightly">
              <process id="nightly" isExecutable="true" camunda:historyTimeToLive="P1D">
                <startEvent id="midnight"><timerEventDefinition><timeCycle>R/P1D</timeCycle></timerEventDefinition></startEvent>
                <startEvent id="asked"><messageEventDefinition messageRef="wanted"/></startEvent>
                <sequenceFlow id="byTimer" sourceRef="midnight" targetRef="work"/>
                <sequenceFlow id="byMessage" sourceRef="asked" targetRef="work"/>
                <task id="work" camunda:asyncBefore="true"/>
              </process>
              <message id="wanted" name="wanted"/>
            </definitions>
            """;

    private final List<Object> facts = new ArrayList<>();
    private ProcessEngine engine;
    private Incidents incidents;

    @BeforeEach
    void open() {
        var configuration = new StandaloneInMemProcessEngineConfiguration();
        configuration.setProcessEngineName("incidents-" + UUID.randomUUID());
        configuration.setJdbcUrl("jdbc:h2:mem:" + UUID.randomUUID());
        engine = configuration.buildProcessEngine();
        engine.getRepositoryService()
                .createDeployment()
                .addString("nightly.bpmn", NIGHTLY)
                .deploy();
        incidents = new Incidents(
                engine.getRepositoryService(),
                engine.getRuntimeService(),
                engine.getManagementService(),
                facts::add,
                Clock.systemUTC());
    }

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void retriesATimerThatCouldNotStartItsProcess() {
        var timer = engine.getManagementService().createJobQuery().singleResult();
        var incident = stuck(timer);

        incidents.retry(incident.getId(), "Repaired");

        assertThat(incident.getProcessInstanceId()).isNull();
        assertThat(retriesOf(timer)).isEqualTo(1);
        assertThat(facts).containsExactly(fact("nightly", "midnight"));
    }

    @Test
    void namesTheCaseOfAStuckStep() {
        engine.getRuntimeService().startProcessInstanceByMessage("wanted", "INV-000017");
        var step = engine.getManagementService().createJobQuery().messages().singleResult();

        incidents.retry(stuck(step).getId(), "Repaired");

        assertThat(retriesOf(step)).isEqualTo(1);
        assertThat(facts).containsExactly(fact("INV-000017", "work"));
    }

    @Test
    void namesTheInstanceOfAStuckStepThatHasNoBusinessKey() {
        var instance = engine.getRuntimeService().startProcessInstanceByMessage("wanted");
        var step = engine.getManagementService().createJobQuery().messages().singleResult();

        incidents.retry(stuck(step).getId(), "Repaired");

        assertThat(facts).containsExactly(fact(instance.getId(), "work"));
    }

    @Test
    void knowsNothingOfAnIncidentThatIsOver() {
        assertThatThrownBy(() -> incidents.retry("gone", "Repaired")).isInstanceOf(NotFound.class);
        assertThat(facts).isEmpty();
    }

    private Incident stuck(Job job) {
        engine.getManagementService().setJobRetries(job.getId(), 0);
        return engine.getRuntimeService().createIncidentQuery().singleResult();
    }

    private int retriesOf(Job job) {
        return engine.getManagementService()
                .createJobQuery()
                .jobId(job.getId())
                .singleResult()
                .getRetries();
    }

    private static AuditFact fact(String subject, String step) {
        return new AuditFact(subject, "step-retried", "Repaired", Map.of("step", step, "message", ""));
    }
}
