package io.tenantry.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Who looks after the cases: one whose process is gone or has stopped must neither stay open nor keep others waiting. */
class AbandonedCasesIT extends RemediationScenario {

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private ManagementService management;

    @Test
    void aCaseWhoseProcessWasDeletedIsTakenUpAgainAndClosed() {
        var company = onboarded(domain("deleted"));
        active(company, Map.of());
        var number = asked(company);
        runJobs();
        assertThat(caseOf(company.contract()).path("cause").asText()).isEqualTo("FIRST_INVOICE_AHEAD");
        runtime.deleteProcessInstance(instanceOf(number), "By mistake");

        scan();
        assertThat(instanceOf(number)).isNotNull();
        assertThat(operator.list("/api/v1/audit?subject=" + number))
                .extracting(entry -> entry.path("action").asText())
                .contains("case-taken-up-again");
        moveTo(today().plusDays(1));
        runJobs();
        scan();

        assertThat(evidence(number).at("/remediation/closedHow").asText()).isEqualTo("SYMPTOM_GONE");
        assertThat(runtime.createProcessInstanceQuery()
                        .processInstanceBusinessKey(number)
                        .count())
                .isZero();
    }

    @Test
    void aStepThatHasStoppedIsShownAndGetsOneMoreTryByALook() {
        var company = onboarded(domain("stopped"));
        var number = asked(company);
        var job = management
                .createJobQuery()
                .processInstanceId(instanceOf(number))
                .singleResult();
        management.setJobRetries(job.getId(), 0);
        runJobs();

        assertThat(evidence(number).at("/remediation/cause").isNull()).isTrue();
        assertThat(page("/cases")).contains("Nobody works on", number, "gatherEvidence");
        assertThat(page("/cases/" + number)).contains("It stands still", "Look again");
        operator.post("/api/v1/cases/" + number + "/look", Map.of());
        runJobs();

        assertThat(caseOf(company.contract()).path("cause").asText()).isEqualTo("NOTHING_IN_CYCLE");
        assertThat(page("/cases/" + number)).doesNotContain("It stands still");
        fix(billing, caseOf(company.contract()), "ACKNOWLEDGE", Map.of());
    }

    private String asked(Company company) {
        return billing.post(
                        "/api/v1/cases",
                        Map.of(
                                "symptom", "INVOICE_NOT_GENERATED",
                                "subject", company.contract(),
                                "seen", "There is none"))
                .at("/remediation/number")
                .asText();
    }

    private String instanceOf(String number) {
        return runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(number)
                .singleResult()
                .getId();
    }

    private String page(String path) {
        return String.valueOf(as("operator").get().uri(path).retrieve().body(String.class));
    }
}
