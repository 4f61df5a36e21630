package io.tenantry.workflow.remediation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.ArgumentMatchers.assertArg;
import static org.mockito.ArgumentMatchers.contains;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;

import io.tenantry.decision.RemediationPath;
import io.tenantry.notification.OperationsNotices;
import io.tenantry.remediation.CaseOpened;
import io.tenantry.remediation.CaseScans;
import io.tenantry.remediation.CaseSteps;
import io.tenantry.remediation.CaseTouched;
import io.tenantry.remediation.CaseView;
import io.tenantry.remediation.Cases;
import io.tenantry.remediation.EvidenceFacts;
import io.tenantry.remediation.Fact;
import io.tenantry.remediation.Symptom;
import io.tenantry.shared.Refused;
import io.tenantry.workflow.ProcessTest;
import io.tenantry.workflow.engine.IncidentRaised;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RemediationProcessTest extends ProcessTest {

    private static final Instant DUE = Instant.parse("2026-03-10T17:00:00Z");
    private static final CaseSteps.Look GONE = new CaseSteps.Look(true, EvidenceFacts.none(), DUE);

    private CaseSteps steps;
    private CaseScans scans;
    private Cases cases;
    private OperationsNotices notices;
    private RemediationProcess door;

    RemediationProcessTest() {
        super(RemediationProcess.KEY, "remediation-path");
    }

    @Override
    protected void open() {
        steps = mock();
        scans = mock();
        cases = mock();
        notices = mock();
        bind(
                new GatherEvidence(steps),
                new RecordPath(new RemediationPath(ENGINE.getHistoryService(), ENGINE.getRepositoryService()), steps),
                new ApplyFix(steps),
                new RecordRefusedFix(steps),
                new CloseCase(steps),
                new EscalateCase(steps, notices),
                new FindSymptoms(scans),
                new RemediationSchedule("0 */5 * * * ?"));
        door = new RemediationProcess(
                ENGINE.getRuntimeService(), ENGINE.getTaskService(), ENGINE.getManagementService(), cases);
    }

    @Test
    void asksTheTableAndAPersonAndClosesWhenTheSymptomIsGone() {
        given(steps.gather("CASE-1")).willReturn(failed("No")).willReturn(GONE);
        given(steps.decided(eq("CASE-1"), any())).willReturn(new CaseSteps.Turn(false, "operator"));

        var remediation = opened();
        runJobs();

        assertThat(remediation).isWaitingAt("repairProvisioning").hasNotPassed("applyFix");
        assertThat(taskOf(remediation)).hasCandidateGroup("operator").hasDueDate(Date.from(DUE));
        then(steps).should().decided(eq("CASE-1"), assertArg(path -> {
            assertThat(path.cause()).isEqualTo("PROVIDER_REFUSED");
            assertThat(path.fixes()).isEqualTo("REQUEUE, MARK_NOT_APPLICABLE, ARCHIVE_CHANGE");
            assertThat(path.tableRow()).isEqualTo("providerRefused");
            assertThat(path.tableVersion()).isEqualTo(1);
        }));

        door.lookAgain(new CaseTouched("CASE-99"));
        assertThat(remediation).isWaitingAt("repairProvisioning");
        door.lookAgain(new CaseTouched("CASE-1"));
        runJobs();

        assertThat(remediation).isEnded().hasPassedInOrder("repairProvisioning", "gatherEvidence", "closeCase");
        then(steps).should().close("CASE-1");
    }

    @Test
    void decidesAnewFromFreshEvidenceWhenTheCauseIsAnotherOne() {
        given(steps.gather("CASE-1"))
                .willReturn(failed("No"))
                .willReturn(blocked())
                .willReturn(GONE);
        given(steps.decided(eq("CASE-1"), any()))
                .willReturn(new CaseSteps.Turn(false, "operator"))
                .willReturn(new CaseSteps.Turn(false, "operator"));

        var remediation = opened();
        runJobs();
        door.lookAgain(new CaseTouched("CASE-1"));
        runJobs();

        assertThat(remediation).isWaitingAt("repairProvisioning");
        then(steps).should().decided(eq("CASE-1"), argThat(path -> path.cause().equals("EARLIER_CHANGE_FAILED")));

        door.lookAgain(new CaseTouched("CASE-1"));
        runJobs();
        assertThat(remediation).isEnded().hasPassed("caseClosed");
    }

    @Test
    void makesAFixByItselfAndLooksWhetherItHelped() {
        given(steps.gather("CASE-1")).willReturn(failed("not ready")).willReturn(GONE);
        given(steps.decided(eq("CASE-1"), any())).willReturn(new CaseSteps.Turn(true, "operator"));
        given(steps.lookAgainAt("CASE-1")).willReturn(NOW.plusSeconds(900));

        var remediation = opened();
        runJobs();

        then(steps).should().fixByItself("CASE-1");
        assertThat(remediation).isWaitingAt("gateway_fixTakesEffect").hasNotPassed("repairProvisioning");

        timePassesUntil("2026-03-10T09:15:01Z");
        runJobs();

        assertThat(remediation).isEnded().hasPassedInOrder("applyFix", "lookDue", "closeCase");
    }

    @Test
    void looksAtOnceWhenSomethingHappens() {
        given(steps.gather("CASE-1")).willReturn(failed("not ready")).willReturn(GONE);
        given(steps.decided(eq("CASE-1"), any())).willReturn(new CaseSteps.Turn(true, "operator"));
        given(steps.lookAgainAt("CASE-1")).willReturn(NOW.plusSeconds(900));
        var remediation = opened();
        runJobs();

        door.lookAgain(new CaseTouched("CASE-1"));
        runJobs();

        assertThat(remediation).isEnded().hasPassed("caseTouched").hasNotPassed("lookDue");
    }

    @ParameterizedTest
    @CsvSource({
        "operator, repairProvisioning, provisioningOverdue",
        "billing-manager, repairBilling, billingOverdue",
        "administrator, repairConnection, connectionOverdue"
    })
    void asksThePersonsOfTheRoleAndTellsOperationsWhenNobodyComes(String role, String task, String overdue) {
        given(steps.gather("CASE-1")).willReturn(failed("No")).willReturn(GONE);
        given(steps.decided(eq("CASE-1"), any())).willReturn(new CaseSteps.Turn(false, role));
        given(steps.escalate("CASE-1")).willReturn(view(role));
        var remediation = opened();
        runJobs();
        assertThat(remediation).isWaitingAt(task);
        assertThat(taskOf(remediation)).hasCandidateGroup(role);

        timePassesUntil("2026-03-10T17:00:01Z");
        runJobs();

        assertThat(remediation).isWaitingAt(task).hasPassed(overdue, "escalateCase", "caseEscalated");
        then(notices)
                .should(times(1))
                .send(
                        eq("case-overdue:CASE-1:2026-03-10T17:00:00Z"),
                        eq("Overdue: CASE-1 (Stuck before the provider of LCL-1)"),
                        contains("The provider refused LCL-1"),
                        eq("/cases/CASE-1"));
        door.lookAgain(new CaseTouched("CASE-1"));
        runJobs();
        assertThat(remediation).isEnded();
    }

    @Test
    void asksAPersonWhenTheFixIsRefused() {
        given(steps.gather("CASE-1")).willReturn(failed("not ready")).willReturn(GONE);
        given(steps.decided(eq("CASE-1"), any())).willReturn(new CaseSteps.Turn(true, "operator"));
        willThrow(new Refused("wrong-status", "LCL-1 is Provisioned"))
                .given(steps)
                .fixByItself("CASE-1");
        given(steps.refused("CASE-1", "LCL-1 is Provisioned")).willReturn(new CaseSteps.Turn(false, "operator"));

        var remediation = opened();
        runJobs();

        assertThat(remediation)
                .isWaitingAt("repairProvisioning")
                .hasPassedInOrder("fixRefused", "recordRefusedFix")
                .hasNotPassed("lookDue", "caseTouched");
        door.lookAgain(new CaseTouched("CASE-1"));
        runJobs();
        assertThat(remediation).isEnded();
    }

    @Test
    void closesByItselfWhatIsGoneBeforeItLooked() {
        given(steps.gather("CASE-1")).willReturn(GONE);

        var remediation = opened();
        runJobs();

        assertThat(remediation).isEnded().hasPassed("closeCase").hasNotPassed("recordPath");
        then(steps).should(never()).decided(any(), any());
    }

    @Test
    void looksForSymptomsEveryFiveMinutes() {
        ENGINE.getManagementService().executeJob(startTimer().getId());
        runJobs();

        then(scans).should().scan();
        assertThat(ENGINE.getHistoryService()
                        .createHistoricActivityInstanceQuery()
                        .activityId("symptomsLookedFor")
                        .finished()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void opensACaseForAStepThatStoppedButNotForItsOwn() {
        door.open(new IncidentRaised("INV-1", "post-invoice", "chargePaymentProfile", "Declined"));
        door.open(new IncidentRaised("", "provider-sync", "syncSubscriptions", "No consent"));
        door.open(new IncidentRaised("LCL-1", "change", "orderNewQuantity", "503"));
        door.open(new IncidentRaised("CASE-1", "remediation", "gatherEvidence", "Broken"));

        then(cases).should().stopped("INV-1", "chargePaymentProfile", "Declined");
        then(cases).should().stopped("provider-sync", "syncSubscriptions", "No consent");
        then(cases).should().stopped("LCL-1", "orderNewQuantity", "503");
        then(cases).shouldHaveNoMoreInteractions();
    }

    private ProcessInstance opened() {
        door.start(new CaseOpened("CASE-1"));
        return running("CASE-1");
    }

    private static CaseSteps.Look failed(String words) {
        return new CaseSteps.Look(
                false,
                new EvidenceFacts(Map.of(
                        Fact.SYMPTOM, "CHANGE_NOT_PROVISIONED",
                        Fact.CHANGE_NUMBER, "LCL-1",
                        Fact.CHANGE_STATUS, "FAILED_PROVISIONING",
                        Fact.CHANGE_QUANTITY_DELTA, 3,
                        Fact.PROVIDER_MESSAGE, words)),
                DUE);
    }

    private static CaseSteps.Look blocked() {
        return new CaseSteps.Look(
                false,
                new EvidenceFacts(Map.of(
                        Fact.SYMPTOM, "CHANGE_NOT_PROVISIONED",
                        Fact.CHANGE_NUMBER, "LCL-2",
                        Fact.BLOCKER_NUMBER, "LCL-1",
                        Fact.BLOCKER_STATUS, "FAILED_PROVISIONING")),
                DUE);
    }

    private static CaseView view(String role) {
        return new CaseView(
                "CASE-1",
                Symptom.CHANGE_NOT_PROVISIONED,
                Symptom.CHANGE_NOT_PROVISIONED.title(),
                "LCL-1",
                "It failed",
                "PROVIDER_REFUSED",
                "The provider refused LCL-1",
                List.of(),
                role,
                false,
                1,
                "providerRefused",
                0,
                NOW,
                "system",
                DUE,
                null,
                null,
                null,
                null,
                1);
    }
}
