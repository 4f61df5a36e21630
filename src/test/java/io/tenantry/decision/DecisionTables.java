package io.tenantry.decision;

import org.camunda.bpm.engine.DecisionService;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;

/** The real tables for tests of other modules, on one engine in memory. */
public final class DecisionTables {

    private static final DecisionService DECISIONS = deploy(ProviderErrorLane.DECISION);

    private DecisionTables() {}

    public static ProviderErrorLane providerErrorLane() {
        return new ProviderErrorLane(DECISIONS);
    }

    private static DecisionService deploy(String decision) {
        var configuration = new StandaloneInMemProcessEngineConfiguration();
        configuration.setProcessEngineName("decision-tables");
        configuration.setJdbcUrl("jdbc:h2:mem:decision-tables;DB_CLOSE_DELAY=-1");
        var engine = configuration.buildProcessEngine();
        engine.getRepositoryService()
                .createDeployment()
                .addClasspathResource("dmn/" + decision + ".dmn")
                .deploy();
        return engine.getDecisionService();
    }
}
