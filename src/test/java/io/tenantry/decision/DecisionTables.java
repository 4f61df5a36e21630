package io.tenantry.decision;

import java.util.List;
import org.camunda.bpm.engine.DecisionService;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;

/** The real tables for tests of other modules, on one engine in memory. */
public final class DecisionTables {

    private static final DecisionService DECISIONS = deploy(List.of(
            ProviderErrorLane.DECISION,
            UnitMatching.DECISION,
            CurrencyMatching.DECISION,
            PriceCoverage.DECISION,
            QuantityChangeWindow.DECISION));

    private DecisionTables() {}

    public static ProviderErrorLane providerErrorLane() {
        return new ProviderErrorLane(DECISIONS);
    }

    public static UnitMatching unitMatching() {
        return new UnitMatching(DECISIONS);
    }

    public static CurrencyMatching currencyMatching() {
        return new CurrencyMatching(DECISIONS);
    }

    public static PriceCoverage priceCoverage() {
        return new PriceCoverage(DECISIONS);
    }

    public static QuantityChangeWindow quantityChangeWindow() {
        return new QuantityChangeWindow(DECISIONS);
    }

    private static DecisionService deploy(List<String> decisions) {
        var configuration = new StandaloneInMemProcessEngineConfiguration();
        configuration.setProcessEngineName("decision-tables");
        configuration.setJdbcUrl("jdbc:h2:mem:decision-tables;DB_CLOSE_DELAY=-1");
        var engine = configuration.buildProcessEngine();
        var deployment = engine.getRepositoryService().createDeployment();
        decisions.forEach(decision -> deployment.addClasspathResource("dmn/" + decision + ".dmn"));
        deployment.deploy();
        return engine.getDecisionService();
    }
}
