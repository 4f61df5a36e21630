package io.tenantry.workflow.clearance;

import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;

import io.tenantry.provider.ProviderKind;
import io.tenantry.subscription.AgreementLooks;
import io.tenantry.subscription.ClearanceGiven;
import io.tenantry.subscription.ProviderCheck;
import io.tenantry.subscription.ProviderCheck.Verdict;
import io.tenantry.subscription.ProviderChecks;
import io.tenantry.workflow.ProcessTest;
import java.time.Duration;
import java.util.Map;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.Test;

class ClearanceProcessTest extends ProcessTest {

    private static final ProviderCheck CLEARED = new ProviderCheck(Verdict.CLEARED, "", ProviderKind.MANUAL);
    private static final ProviderCheck HELD =
            new ProviderCheck(Verdict.WAITS, "Credit of customer CUS-1 is held", ProviderKind.AUTOMATIC);

    private AgreementLooks looks;
    private ProviderChecks checks;
    private ClearanceProcess door;

    ClearanceProcessTest() {
        super(ClearanceProcess.KEY);
    }

    @Override
    protected void open() {
        checks = mock();
        looks = mock();
        bind(new LookAtAgreement(looks), new CheckClearance(checks, clock(), Duration.ofHours(6)));
        door = new ClearanceProcess(ENGINE.getRuntimeService());
    }

    @Test
    void tellsOfWhatKindTheProviderIs() {
        given(checks.of("LCL-1")).willReturn(CLEARED);

        var clearance = start("LCL-1");
        runJobs();

        assertThat(clearance).isEnded().hasPassed("changeCleared");
        org.assertj.core.api.Assertions.assertThat(variable(clearance, "providerKind"))
                .isEqualTo("MANUAL");
        org.assertj.core.api.Assertions.assertThat(variable(clearance, "nothingToDo"))
                .isEqualTo(false);
    }

    @Test
    void goesOnAsSoonAsWhatHeldItIsGone() {
        given(checks.of("LCL-1")).willReturn(HELD).willReturn(CLEARED);

        var clearance = start("LCL-1");
        runJobs();

        assertThat(clearance).isWaitingAt("gateway_clearanceToWaitFor");

        door.lookAgain(new ClearanceGiven("LCL-2", "SUB-1"));
        runJobs();

        assertThat(clearance).isWaitingAt("gateway_clearanceToWaitFor");

        door.lookAgain(new ClearanceGiven("LCL-1", "SUB-1"));
        runJobs();

        assertThat(clearance).isEnded().hasPassed("changeCleared");
    }

    @Test
    void looksAgainByItselfShouldNobodyTell() {
        given(checks.of("LCL-1")).willReturn(HELD).willReturn(HELD).willReturn(CLEARED);

        var clearance = start("LCL-1");
        runJobs();
        timePassesUntil("2026-03-10T15:00:01Z");
        runJobs();

        assertThat(clearance).isWaitingAt("gateway_clearanceToWaitFor");

        timePassesUntil("2026-03-10T21:00:02Z");
        runJobs();

        assertThat(clearance).isEnded().hasPassed("clearanceLookDue", "changeCleared");
        then(checks).should(times(3)).of("LCL-1");
    }

    @Test
    void endsWithTheReasonWhereTheProviderNeverCan() {
        given(checks.of("LCL-1"))
                .willReturn(new ProviderCheck(Verdict.REFUSED, "It cannot move products", ProviderKind.LINKED));

        var clearance = start("LCL-1");
        runJobs();

        assertThat(clearance).isEnded().hasPassed("providerCannot");
    }

    private static ProcessInstance start(String change) {
        return ENGINE.getRuntimeService()
                .startProcessInstanceByKey(ClearanceProcess.KEY, change, Map.of(ClearanceData.CHANGE, change));
    }
}
