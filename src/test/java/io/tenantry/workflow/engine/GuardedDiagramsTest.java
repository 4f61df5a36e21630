package io.tenantry.workflow.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.decision.CurrencyMatching;
import io.tenantry.decision.PostInvoiceSteps;
import io.tenantry.decision.PriceCoverage;
import io.tenantry.decision.UnitMatching;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The diagrams and tables of this release pass the rules that strangers' diagrams are refused by. */
class GuardedDiagramsTest {

    private final RuledEngine ruled = new RuledEngine();
    private final List<String> passed = new ArrayList<>();

    /** Public, as expressions read it. */
    public record Schedule(String cycle) {
        public String getCycle() {
            return cycle;
        }
    }

    @BeforeEach
    void deployAll() throws IOException {
        ruled.beans.put("postInvoiceSteps", new PostInvoiceSteps(ruled.engine.getDecisionService()));
        ruled.beans.put("syncSchedule", new Schedule("0 0 1 * * ?"));
        ruled.beans.put("billingSchedule", new Schedule("0 30 2 * * ?"));
        ruled.beans.put("changeLogSchedule", new Schedule("0 30 5 * * ?"));
        ruled.beans.put("termDaySchedule", new Schedule("0 0 2 * * ?"));
        ruled.beans.put("remediationSchedule", new Schedule("0 */5 * * * ?"));
        var deployment = ruled.engine.getRepositoryService().createDeployment();
        for (var folder : List.of("bpmn", "dmn")) {
            try (var files = Files.list(Path.of(folder))) {
                files.forEach(file -> deployment.addClasspathResource(folder + "/" + file.getFileName()));
            }
        }
        deployment.deploy();
    }

    @AfterEach
    void close() {
        ruled.close();
    }

    @Test
    void postInvoiceReadsTheRulesThatHitAndBranches() {
        steps("planPostInvoiceSteps", "createInvoicePdf", "emailInvoice", "postInvoice", "chargePaymentProfile");
        facts(
                "gatherInvoiceFacts",
                new PostInvoiceSteps.Question(false, true, true, false, true, true, true, false).variables());

        var invoice = ruled.engine.getRuntimeService().startProcessInstanceByKey("post-invoice", "INV-1");
        runJobs();

        assertThat(passed)
                .containsExactlyInAnyOrder("planPostInvoiceSteps", "createInvoicePdf", "emailInvoice", "postInvoice");
        assertThat(variable(invoice.getId(), "chargeReason")).isEqualTo("toggle off");
        assertThat(variable(invoice.getId(), "pdfReason")).isEqualTo("the e-mail carries it");
    }

    @Test
    void provisioningReadsItsThreeDecisionsAndAsksForACorrection() {
        steps("recordRefusedSale");
        facts("gatherSalesFacts", new UnitMatching.Question("WEEKLY", null, "MONTHLY", 1, 1).variables());
        facts("gatherSalesFacts", new CurrencyMatching.Question("EUR", "EUR", false, false).variables());
        facts("gatherSalesFacts", new PriceCoverage.Question(true, true, false).variables());

        var provisioning = ruled.engine
                .getRuntimeService()
                .startProcessInstanceByKey("provisioning", "LCL-1", Map.of("provisionOn", new Date()));
        runJobs();

        assertThat(variable(provisioning.getId(), "unitOutcome")).isEqualTo("REJECT");
        assertThat(variable(provisioning.getId(), "currencyOutcome")).isEqualTo("ALIGNED");
        assertThat(variable(provisioning.getId(), "priceOutcome")).isEqualTo("PRICED");
        assertThat(ruled.engine
                        .getTaskService()
                        .createTaskQuery()
                        .singleResult()
                        .getTaskDefinitionKey())
                .isEqualTo("correctSubscription");
    }

    private void steps(String... tasks) {
        for (var task : tasks) {
            ruled.beans.put(task, (JavaDelegate) execution -> passed.add(task));
        }
    }

    private void facts(String task, Map<String, Object> facts) {
        var before = (JavaDelegate) ruled.beans.get(task);
        ruled.beans.put(task, (JavaDelegate) execution -> {
            if (before != null) {
                before.execute(execution);
            }
            execution.setVariables(facts);
        });
    }

    private void runJobs() {
        for (var job = nextJob(); job != null; job = nextJob()) {
            ruled.engine.getManagementService().executeJob(job);
        }
    }

    private String nextJob() {
        return ruled.engine.getManagementService().createJobQuery().executable().list().stream()
                .filter(job -> job.getProcessInstanceId() != null)
                .map(job -> job.getId())
                .findFirst()
                .orElse(null);
    }

    private Object variable(String instance, String name) {
        return ruled.engine
                .getHistoryService()
                .createHistoricVariableInstanceQuery()
                .processInstanceId(instance)
                .variableName(name)
                .singleResult()
                .getValue();
    }
}
