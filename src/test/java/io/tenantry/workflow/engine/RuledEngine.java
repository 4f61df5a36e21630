package io.tenantry.workflow.engine;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;

/** An engine in memory that knows the rules of this house; each test has one of its own. */
class RuledEngine implements AutoCloseable {

    final Map<Object, Object> beans = new HashMap<>();
    final List<UserTaskCondition> conditions = new ArrayList<>();
    final List<IncidentRaised> incidents = new ArrayList<>();
    final ProcessEngine engine;

    RuledEngine() {
        var configuration = new StandaloneInMemProcessEngineConfiguration();
        configuration.setProcessEngineName("rules-" + UUID.randomUUID());
        configuration.setJdbcUrl("jdbc:h2:mem:" + UUID.randomUUID());
        configuration.setEnforceHistoryTimeToLive(false);
        configuration.setFailedJobRetryTimeCycle("PT10S,PT1M,PT10M,PT1H,PT4H");
        configuration.getProcessEnginePlugins().add(new EngineRules(beans, conditions::stream, incidents::add));
        engine = configuration.buildProcessEngine();
    }

    /** Deploys a process {@code probe} that goes from its start through the given elements, named by their ids, to its end. */
    void deploy(String id, String element) {
        engine.getRepositoryService()
                .createDeployment()
                .addInputStream("probe.bpmn", new ByteArrayInputStream(diagram(id, element)))
                .deploy();
    }

    static byte[] diagram(String id, String element) {
        return """
                <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
                             xmlns:camunda="http://camunda.org/schema/1.0/bpmn" targetNamespace="probe">
                  <process id="probe" isExecutable="true" camunda:historyTimeToLive="P1D">
                    <startEvent id="started"/>
                    <sequenceFlow id="toStep" sourceRef="started" targetRef="%1$s"/>
                    %2$s
                    <sequenceFlow id="toEnd" sourceRef="%1$s" targetRef="ended"/>
                    <endEvent id="ended"/>
                  </process>
                </definitions>
                """
                .formatted(id, element)
                .getBytes(StandardCharsets.UTF_8);
    }

    ProcessInstance start(String businessKey) {
        return engine.getRuntimeService().startProcessInstanceByKey("probe", businessKey);
    }

    Job job() {
        return engine.getManagementService().createJobQuery().singleResult();
    }

    /** Runs the one job there is and says how it failed. */
    void runFailingJob() {
        try {
            engine.getManagementService().executeJob(job().getId());
        } catch (RuntimeException expected) {
            return;
        }
        throw new AssertionError("The job was to fail");
    }

    @Override
    public void close() {
        engine.close();
        ClockUtil.reset();
    }
}
