package io.tenantry.workflow.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.spring.boot.starter.configuration.CamundaFailedJobConfiguration;
import org.jspecify.annotations.Nullable;

/** Teaches an engine the rules of this house before it is built. */
class EngineRules implements CamundaFailedJobConfiguration {

    private final Map<Object, Object> diagramBeans;
    private final Supplier<Stream<UserTaskCondition>> conditions;
    private final Consumer<IncidentRaised> incidents;

    EngineRules(
            Map<Object, Object> diagramBeans,
            Supplier<Stream<UserTaskCondition>> conditions,
            Consumer<IncidentRaised> incidents) {
        this.diagramBeans = diagramBeans;
        this.conditions = conditions;
        this.incidents = incidents;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        engine.setExpressionManager(new GuardedExpressions(diagramBeans));
        engine.setScriptEngineResolver(new NoScripts());
        engine.setFailedJobCommandFactory(RetryUnlessAnswered::new);
        // A refusal that no diagram catches would end its branch in silence, and what follows would take it for done.
        engine.setEnableExceptionsAfterUnhandledBpmnError(true);
        engine.setCompositeIncidentHandlersEnabled(true);
        engine.setCustomIncidentHandlers(List.of(new IncidentReport(incidents)));
        engine.setCustomPostBPMNParseListeners(with(
                engine.getCustomPostBPMNParseListeners(),
                new NoCodeInDiagrams(),
                new UserTaskGuard(conditions),
                new DecisionGuard()));
    }

    private static List<BpmnParseListener> with(@Nullable List<BpmnParseListener> present, BpmnParseListener... added) {
        var all = new ArrayList<BpmnParseListener>();
        if (present != null) {
            all.addAll(present);
        }
        all.addAll(List.of(added));
        return all;
    }

    @Override
    public void postInit(ProcessEngineConfigurationImpl engine) {
        // All is said before the engine initialises.
    }

    @Override
    public void postProcessEngineBuild(ProcessEngine engine) {
        // All is said before the engine initialises.
    }
}
