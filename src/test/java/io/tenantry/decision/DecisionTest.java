package io.tenantry.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.dmn.engine.delegate.DmnDecisionTableEvaluationEvent;
import org.camunda.bpm.dmn.engine.delegate.DmnEvaluatedDecisionRule;
import org.camunda.bpm.dmn.engine.impl.DefaultDmnEngineConfiguration;
import org.camunda.bpm.engine.DecisionService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** Asks one table of {@code dmn/} and writes down which rules hit. A rule that no example reaches fails the test. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class DecisionTest {

    private final String decision;
    private final Set<String> reached = new HashSet<>();
    private final List<String> hits = new ArrayList<>();
    private ProcessEngine engine;

    DecisionTest(String decision) {
        this.decision = decision;
    }

    @BeforeAll
    void deploy() {
        var tables = new DefaultDmnEngineConfiguration();
        tables.getCustomPostDecisionTableEvaluationListeners().add(this::remember);
        var configuration = new StandaloneInMemProcessEngineConfiguration();
        configuration.setProcessEngineName(decision);
        configuration.setJdbcUrl("jdbc:h2:mem:" + decision);
        configuration.setDmnEngineConfiguration(tables);
        configuration.setEnforceHistoryTimeToLive(true);
        engine = configuration.buildProcessEngine();
        engine.getRepositoryService()
                .createDeployment()
                .addClasspathResource("dmn/" + decision + ".dmn")
                .deploy();
        bind(engine.getDecisionService());
    }

    @BeforeEach
    void forgetHits() {
        hits.clear();
    }

    @AfterAll
    void everyRuleIsReached() {
        engine.close();
        var rules = Dmn.readModelFromStream(getClass().getResourceAsStream("/dmn/" + decision + ".dmn"))
                .getModelElementsByType(Rule.class)
                .stream()
                .map(Rule::getId)
                .toList();

        assertThat(reached)
                .as(
                        "Each rule of dmn/%s.dmn needs an example in %s",
                        decision, getClass().getSimpleName())
                .containsExactlyInAnyOrderElementsOf(rules);
    }

    abstract void bind(DecisionService decisions);

    /** The ids of the rules that hit since the last call. */
    List<String> rulesThatHit() {
        var result = List.copyOf(hits);
        hits.clear();
        return result;
    }

    private void remember(DmnDecisionTableEvaluationEvent evaluation) {
        evaluation.getMatchingRules().stream()
                .map(DmnEvaluatedDecisionRule::getId)
                .forEach(rule -> {
                    reached.add(rule);
                    hits.add(rule);
                });
    }
}
