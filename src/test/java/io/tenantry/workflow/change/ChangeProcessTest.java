package io.tenantry.workflow.change;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.willAnswer;
import static org.mockito.BDDMockito.willReturn;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;

import io.tenantry.decision.QuantityChangeWindow;
import io.tenantry.notification.OperationsNotices;
import io.tenantry.provider.ChangeOutcome;
import io.tenantry.provider.ProductOrder;
import io.tenantry.provider.Provider;
import io.tenantry.provider.ProviderRejected;
import io.tenantry.provider.ProviderSubscription;
import io.tenantry.provider.ProviderUnavailable;
import io.tenantry.provider.Providers;
import io.tenantry.provider.QuantityOrder;
import io.tenantry.provider.TermOrder;
import io.tenantry.subscription.Instruction;
import io.tenantry.subscription.LicenseChangeRequested;
import io.tenantry.subscription.LicenseChangeRequeued;
import io.tenantry.subscription.LicenseChangeRetried;
import io.tenantry.subscription.LicenseChangeSettled;
import io.tenantry.subscription.LicenseChanges;
import io.tenantry.subscription.MergeCause;
import io.tenantry.subscription.MergeRefused;
import io.tenantry.subscription.ProvisioningOrder;
import io.tenantry.subscription.ReductionFacts;
import io.tenantry.subscription.ScheduledChangeCancelled;
import io.tenantry.subscription.ScheduledChangeEdited;
import io.tenantry.subscription.ScheduledChangeRetried;
import io.tenantry.subscription.TermInstruction;
import io.tenantry.subscription.Turn;
import io.tenantry.subscription.WaitingFor;
import io.tenantry.workflow.ProcessTest;
import io.tenantry.workflow.ProvisionedProcessTest;
import java.time.Instant;
import java.util.Optional;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.Test;

class ChangeProcessTest extends ProvisionedProcessTest {

    private static final Turn ITS_TURN = new Turn(null, "");
    private static final QuantityOrder TO_15_SEATS = seats(false);
    private static final Instant FIRST_OF_APRIL = Instant.parse("2026-04-01T00:05:00Z");

    private Provider provider;
    private Providers providers;
    private LicenseChanges changes;
    private OperationsNotices notices;
    private ChangeProcess door;

    ChangeProcessTest() {
        super(ChangeProcess.KEY, "quantity-change-window");
    }

    @Override
    protected void open() {
        provider = mock();
        providers = mock();
        given(providers.automatic("partner-center")).willReturn(provider);
        changes = mock();
        notices = mock();
        bind(
                new GatherReductionFacts(changes),
                new MergeScheduledChange(changes),
                new RecordMergeFailure(changes),
                new CheckTurn(changes),
                new OrderNewQuantity(providers, tellings(changes)),
                new OrderNewProduct(providers, changes, tellings(changes)),
                new OrderTermChange(providers, tellings(changes)),
                new ConfirmChange(providers, changes, polling()),
                new ReportPendingChange(changes, notices),
                new RecordNothingToDo(changes),
                new RecordChange(changes),
                new RecordChangeRejection(changes));
        door = new ChangeProcess(ENGINE.getRuntimeService(), ENGINE.getTaskService(), ENGINE.getManagementService());
        given(changes.reductionFacts(any())).willReturn(increase());
        given(changes.turnOf("LCL-2")).willReturn(ITS_TURN);
        given(changes.provisioningOrder("LCL-2")).willReturn(order(15, true, false));
        given(provider.changeQuantity(TO_15_SEATS)).willReturn(ChangeOutcome.APPLIED);
        given(provider.subscription("tenant-7", "subscription-1")).willReturn(held(15, "E5:0001", "active"));
    }

    @Test
    void tellsTheProviderTheNewTotalAndRecordsItOnceItIsInForce() {
        var change = request("LCL-2");
        runJobs();

        assertThat(change)
                .isEnded()
                .hasPassedInOrder(
                        "gatherReductionFacts",
                        "checkQuantityReduction",
                        "checkTurn",
                        "orderNewQuantity",
                        "confirmChange",
                        "recordChange",
                        "changeApplied");
        then(provider).should().changeQuantity(TO_15_SEATS);
        then(changes).should().provisioned("LCL-2");
        then(changes).should(never()).merge(any());
    }

    @Test
    void movesTheSubscriptionToItsNewProduct() {
        given(changes.provisioningOrder("LCL-2")).willReturn(order(15, true, true));

        var change = request("LCL-2");
        runJobs();

        assertThat(change).isEnded().hasPassedInOrder("orderNewProduct", "confirmChange", "changeApplied");
        then(provider)
                .should()
                .changeProduct(new ProductOrder(
                        "tenant-7", "subscription-1", "E5:0001", 15, "P1Y", "MONTHLY", "DE", "request-1"));
        then(provider).should(never()).changeQuantity(any());
    }

    @Test
    void tellsTheProviderWhatBecomesOfTheTerm() {
        given(changes.provisioningOrder("LCL-2")).willReturn(instructed(Instruction.AUTO_RENEW_ON));

        var change = request("LCL-2");
        runJobs();

        assertThat(change).isEnded().hasPassedInOrder("orderTermChange", "confirmChange", "changeApplied");
        then(provider).should().changeTerm(new TermOrder("tenant-7", "subscription-1", true, null, null, "request-1"));
        then(provider).should(never()).changeQuantity(any());
    }

    @Test
    void leavesTheProviderAloneWhenOnlyThePriceChanges() {
        given(changes.provisioningOrder("LCL-2")).willReturn(order(15, false, false));

        var change = request("LCL-2");
        runJobs();

        assertThat(change).isEnded().hasPassed("changeApplied").hasNotPassed("orderNewQuantity", "confirmChange");
        then(provider).shouldHaveNoInteractions();
        then(changes).should().provisioned("LCL-2");
    }

    @Test
    void mergesAScheduledChangeOnItsDateAndGoesOnWithItsLicenseChange() {
        given(changes.merge("SLCL-1")).willReturn("LCL-2");

        var change = schedule("SLCL-1", FIRST_OF_APRIL);
        runJobs();

        assertThat(change).isWaitingAt("mergeDateReached");
        then(changes).should(never()).merge(any());

        timePassesUntil("2026-04-01T00:05:01Z");
        runJobs();

        assertThat(change).isEnded().hasPassedInOrder("mergeScheduledChange", "orderNewQuantity", "changeApplied");
        then(changes).should().provisioned("LCL-2");
    }

    @Test
    void tellsTheProviderOnADayOfItsOwnAfterTheMerge() {
        given(changes.merge("SLCL-1")).willReturn("LCL-2");

        door.start(new LicenseChangeRequested(
                "SLCL-1", "SUB-1", true, FIRST_OF_APRIL, Instant.parse("2026-04-03T00:05:00Z")));
        var change = running("SLCL-1");
        timePassesUntil("2026-04-01T00:05:01Z");
        runJobs();

        assertThat(change).isWaitingAt("provisionDateReached");
        then(changes).should().merge("SLCL-1");
        then(provider).shouldHaveNoInteractions();

        timePassesUntil("2026-04-03T00:05:01Z");
        runJobs();

        assertThat(change).isEnded().hasPassed("changeApplied");
    }

    @Test
    void waitsForTheNewDayOfAScheduledChangeThatWasMoved() {
        given(changes.merge("SLCL-1")).willReturn("LCL-2");
        var change = schedule("SLCL-1", FIRST_OF_APRIL);
        runJobs();
        var later = Instant.parse("2026-04-10T00:05:00Z");

        door.moveTimer(new ScheduledChangeEdited("SLCL-1", "SUB-1", later, later));
        timePassesUntil("2026-04-09T23:59:00Z");
        runJobs();

        assertThat(change).isWaitingAt("mergeDateReached");
        then(changes).should(never()).merge(any());

        var sooner = Instant.parse("2026-04-10T00:01:00Z");
        door.moveTimer(new ScheduledChangeEdited("SLCL-1", "SUB-1", sooner, sooner));
        timePassesUntil("2026-04-10T00:02:00Z");
        runJobs();

        assertThat(change).isEnded().hasPassed("changeApplied");
    }

    @Test
    void waitsForTheNewDayThoughItsTimerWasNotSetYet() {
        var change = schedule("SLCL-1", FIRST_OF_APRIL);
        var later = Instant.parse("2026-04-10T00:05:00Z");

        door.moveTimer(new ScheduledChangeEdited("SLCL-1", "SUB-1", later, later));
        runJobs();
        timePassesUntil("2026-04-09T23:59:00Z");
        runJobs();

        assertThat(change).isWaitingAt("mergeDateReached");
        then(changes).should(never()).merge(any());
    }

    @Test
    void waitsForItsTurn() {
        given(changes.turnOf("LCL-2"))
                .willReturn(new Turn("LCL-1", "Settle LCL-1 first"))
                .willReturn(ITS_TURN);

        var change = request("LCL-2");
        runJobs();

        assertThat(change).isWaitingAt("earlierChangeSettled");
        then(provider).shouldHaveNoInteractions();

        door.changeSettled(new LicenseChangeSettled("LCL-99", "SUB-99", true));
        runJobs();

        assertThat(change).isWaitingAt("earlierChangeSettled");

        door.changeSettled(new LicenseChangeSettled("LCL-1", "SUB-1", true));
        runJobs();

        assertThat(change).isEnded().hasPassed("changeApplied");
    }

    @Test
    void looksAgainUntilTheProviderHoldsWhatWasOrdered() {
        given(provider.changeQuantity(TO_15_SEATS)).willReturn(ChangeOutcome.PENDING);
        given(provider.subscription("tenant-7", "subscription-1"))
                .willReturn(held(12, "E3:0001", "active"))
                .willReturn(held(12, "E5:0001", "active"))
                .willReturn(held(15, "E3:0001", "active"))
                .willReturn(held(15, "E5:0001", "active"));

        var change = request("LCL-2");
        for (var minute = 1; minute <= 3; minute++) {
            runJobs();
            assertThat(change).isWaitingAt("changeCheckDue");
            timePassesUntil("2026-03-10T09:0" + minute + ":00Z");
        }
        runJobs();

        assertThat(change).isEnded().hasPassed("changeApplied");
        then(provider).should(times(1)).changeQuantity(any());
    }

    @Test
    void takesASubscriptionWithoutSeatsForDoneOnceItIsOver() {
        given(changes.provisioningOrder("LCL-2")).willReturn(order(0, true, false));
        given(provider.subscription("tenant-7", "subscription-1"))
                .willReturn(held(12, "E5:0001", "suspended"))
                .willReturn(held(12, "E5:0001", "deleted"));

        var change = request("LCL-2");
        runJobs();

        assertThat(change).isWaitingAt("changeCheckDue");

        timePassesUntil("2026-03-10T09:01:00Z");
        runJobs();

        assertThat(change).isEnded().hasPassed("changeApplied");
    }

    @Test
    void asksAPersonWhenTheProviderRefusesAndChecksAgainOnceItIsRequeued() {
        given(provider.changeQuantity(TO_15_SEATS))
                .willThrow(new ProviderRejected("800090", "The quantity cannot be reduced now"))
                .willReturn(ChangeOutcome.APPLIED);

        var change = request("LCL-2");
        runJobs();

        assertThat(change).isWaitingAt("resolveChangeRejection").hasPassed("changeRejected");
        then(changes).should().failed("LCL-2", "The quantity cannot be reduced now (800090)");

        door.checkAgain(new LicenseChangeRequeued("LCL-2", "SUB-1", true, NOW));
        assertThat(change).isWaitingAt("resolveChangeRejection");
        door.checkAgain(new LicenseChangeRequeued("LCL-2", "SUB-1", false, NOW));
        runJobs();

        assertThat(change).isEnded().hasPassed("changeApplied");
    }

    @Test
    void asksAPersonWhenTheProviderRefusesTheProduct() {
        given(changes.provisioningOrder("LCL-2")).willReturn(order(15, true, true));
        given(provider.changeProduct(any())).willThrow(new ProviderRejected("900236", "No such transition"));

        var change = request("LCL-2");
        runJobs();

        assertThat(change).isWaitingAt("resolveChangeRejection");
        then(changes).should().failed("LCL-2", "No such transition (900236)");
    }

    @Test
    void asksAPersonWhenTheReductionIsOutsideItsWindow() {
        given(changes.reductionFacts("LCL-2")).willReturn(lateReduction()).willReturn(increase());

        var change = request("LCL-2");
        runJobs();

        assertThat(change).isWaitingAt("resolveChangeRejection").hasNotPassed("checkTurn");
        then(changes)
                .should()
                .failed(
                        "LCL-2",
                        "Quantity reduction is not allowed because it falls outside of the allowed window of 7 days"
                                + " after provisioning or renewal; schedule it on renewal.");

        door.checkAgain(new LicenseChangeRequeued("LCL-2", "SUB-1", false, NOW));
        runJobs();

        assertThat(change).isEnded().hasPassed("changeApplied");
    }

    @Test
    void failsTheMergeOfAScheduledReductionThatIsRefusedAhead() {
        given(changes.reductionFacts("SLCL-1")).willReturn(lateReduction());

        var change = schedule("SLCL-1", FIRST_OF_APRIL);
        runJobs();

        assertThat(change).isWaitingAt("resolveMergeFailure").hasNotPassed("mergeDateReached");
        then(changes).should().mergeFailed(eq("SLCL-1"), eq(MergeCause.OUTSIDE_WINDOW), any());
        then(changes).should(never()).failed(any(), any());
    }

    @Test
    void asksAPersonWhenTheMergeIsRefusedAndMergesOnceItIsRetried() {
        given(changes.merge("SLCL-1"))
                .willThrow(new MergeRefused(
                        MergeCause.EARLIER_CHANGE_OPEN, "SLCL-1 must wait: LCL-1 has failed; settle it first"))
                .willReturn("LCL-2");

        var change = schedule("SLCL-1", NOW);
        runJobs();

        assertThat(change).isWaitingAt("resolveMergeFailure").hasPassed("mergeRefused");
        then(changes)
                .should()
                .mergeFailed(
                        "SLCL-1",
                        MergeCause.EARLIER_CHANGE_OPEN,
                        "SLCL-1 must wait: LCL-1 has failed; settle it first");

        door.mergeAgain(new ScheduledChangeRetried("SLCL-1", "SUB-1"));
        runJobs();

        assertThat(change).isEnded().hasPassed("changeApplied");
    }

    @Test
    void endsWhenTheScheduledChangeIsCancelled() {
        var change = schedule("SLCL-1", FIRST_OF_APRIL);
        runJobs();

        door.end(new ScheduledChangeCancelled("SLCL-1", "SUB-1"));

        assertThat(change).isEnded().hasPassed("scheduleCancelled", "changeCancelled");
        then(changes).should(never()).merge(any());
    }

    @Test
    void endsWhenItIsSetAsideWhileTheProviderIsDown() {
        given(provider.changeQuantity(TO_15_SEATS)).willThrow(new ProviderUnavailable("down"));
        var change = request("LCL-2");
        assertThatThrownBy(ProcessTest::runJobs).isInstanceOf(ProviderUnavailable.class);

        door.changeSettled(new LicenseChangeSettled("LCL-2", "SUB-1", true));
        runJobs();

        assertThat(change).isEnded().hasPassed("changeSetAside", "changeNotApplicable");
        then(provider).should(times(1)).changeQuantity(any());
        then(changes).should(never()).provisioned(any());
    }

    @Test
    void triesAStepThatStoppedOnceMoreWhenAPersonPutsTheChangeBack() {
        given(provider.changeQuantity(TO_15_SEATS)).willThrow(new ProviderUnavailable("down"));
        var change = request("LCL-2");
        assertThatThrownBy(ProcessTest::runJobs).isInstanceOf(ProviderUnavailable.class);
        var stopped = ENGINE.getManagementService().createJobQuery().singleResult();
        ENGINE.getManagementService().setJobRetries(stopped.getId(), 0);
        willReturn(ChangeOutcome.APPLIED).given(provider).changeQuantity(TO_15_SEATS);

        door.tryAgain(new LicenseChangeRetried("LCL-2", "SUB-1"));
        runJobs();

        assertThat(change).isEnded().hasPassed("changeApplied");
        then(provider).should(times(2)).changeQuantity(TO_15_SEATS);
    }

    @Test
    void endsByTheNumberOfItsLicenseChangeOnceItIsMerged() {
        given(changes.merge("SLCL-1")).willReturn("LCL-2");
        given(changes.turnOf("LCL-2")).willReturn(new Turn("LCL-1", "Settle LCL-1 first"));
        var change = schedule("SLCL-1", NOW);
        runJobs();

        door.changeSettled(new LicenseChangeSettled("LCL-2", "SUB-1", true));

        assertThat(change).isEnded().hasPassed("changeNotApplicable");
    }

    @Test
    void startsAnewWhenAChangeThatWasSetAsideIsPutBack() {
        given(changes.turnOf("LCL-2"))
                .willReturn(new Turn("LCL-1", "Settle LCL-1 first"))
                .willReturn(ITS_TURN);
        request("LCL-2");
        runJobs();
        door.changeSettled(new LicenseChangeSettled("LCL-2", "SUB-1", true));

        door.checkAgain(new LicenseChangeRequeued("LCL-2", "SUB-1", false, NOW));
        var again = running("LCL-2");
        runJobs();

        assertThat(again).isEnded().hasPassed("changeApplied");
    }

    @Test
    void isNotEndedByTheEventThatItPublishesItself() {
        willAnswer(call -> {
                    door.changeSettled(new LicenseChangeSettled("LCL-2", "SUB-1", true));
                    return null;
                })
                .given(changes)
                .provisioned("LCL-2");

        var change = request("LCL-2");
        runJobs();

        assertThat(change).isEnded().hasPassed("changeApplied").hasNotPassed("changeNotApplicable");
    }

    @Test
    void waitsUntilItIsCleared() {
        clearances.add(0, "WAITS");

        var change = request("LCL-2");
        runJobs();

        assertThat(change).isWaitingAt("awaitClearance");
        then(provider).shouldHaveNoInteractions();

        correlate("ClearanceGiven");
        runJobs();

        assertThat(change).isEnded().hasPassedInOrder("awaitClearance", "orderNewQuantity", "changeApplied");
    }

    @Test
    void looksForItsClearanceAgainWhenNobodyToldThatItIsGiven() {
        clearances.add(0, "WAITS");

        var change = request("LCL-2");
        runJobs();
        timePassesUntil("2026-03-10T15:00:01Z");
        runJobs();

        assertThat(change).isEnded().hasPassed("changeApplied");
    }

    @Test
    void asksAPersonWhenTheProviderCannotDoItAtAll() {
        clearances.clear();
        clearances.add("REFUSED");

        var change = request("LCL-2");
        runJobs();

        assertThat(change).isWaitingAt("resolveChangeRejection").hasPassed("changeRejected");
        then(changes).should().failed("LCL-2", "Acme cannot move products");
        then(provider).shouldHaveNoInteractions();
    }

    @Test
    void hasAPersonMakeTheChangeWhereThereIsNoApi() {
        kind = "MANUAL";

        var change = request("LCL-2");
        runJobs();

        assertThat(change).isWaitingAt("orderByHand");
        then(changes).should(never()).provisioned(any());

        answer(null);
        runJobs();

        assertThat(change).isEnded().hasPassed("orderByHand", "changeMadeByHand", "changeApplied");
        then(provider).shouldHaveNoInteractions();
        then(changes).should().provisioned("LCL-2");
    }

    @Test
    void failsWithTheWordsOfThePersonWhoCannotMakeIt() {
        kind = "MANUAL";

        var change = request("LCL-2");
        runJobs();
        answer("The distributor is out of seats");
        runJobs();

        assertThat(change).isWaitingAt("resolveChangeRejection");
        then(changes).should().failed("LCL-2", "The distributor is out of seats");
    }

    @Test
    void asksNobodyAnyMoreOnceItIsSetAside() {
        kind = "MANUAL";

        var change = request("LCL-2");
        runJobs();
        door.changeSettled(new LicenseChangeSettled("LCL-2", "SUB-1", true));
        runJobs();

        assertThat(change).isEnded().hasPassed("changeNotApplicable");
        org.assertj.core.api.Assertions.assertThat(confirmation()).isNull();
    }

    @Test
    void recordsThatThereIsNothingToDo() {
        kind = "DO_NOTHING";

        var change = request("LCL-2");
        runJobs();

        assertThat(change).isEnded().hasPassed("nothingToChange", "recordNothingToDo", "changeNeedsNothing");
        then(provider).shouldHaveNoInteractions();
        then(changes).should().nothingToProvision("LCL-2", "Its provider has nothing to provision");
        then(changes).should(never()).provisioned(any());
    }

    @Test
    void followsItsLinkedParent() {
        kind = "LINKED";
        parentOutcomes.add(0, "OPEN");

        var change = request("LCL-2");
        runJobs();

        assertThat(change).isWaitingAt("orderThroughParent");

        correlate("LinkedParentDecided");
        runJobs();

        assertThat(change).isEnded().hasPassed("changeMadeByParent", "changeApplied");
        then(changes).should().provisioned("LCL-2");
    }

    @Test
    void followsItsLinkedParentThatHasNothingToDo() {
        kind = "LINKED";
        parentHasNothingToDo = true;

        var change = request("LCL-2");
        runJobs();

        assertThat(change).isEnded().hasPassed("changeMadeByParent", "changeNeedsNothing");
        then(changes).should(never()).provisioned(any());
    }

    @Test
    void failsWithItsLinkedParent() {
        kind = "LINKED";
        parentOutcomes.clear();
        parentOutcomes.add("FAILED");

        var change = request("LCL-2");
        runJobs();

        assertThat(change).isWaitingAt("resolveChangeRejection");
        then(changes).should().failed("LCL-2", "License change LCL-9 has failed: no seats left");
    }

    @Test
    void looksFirstWhatBecameOfATryWhoseAnswerWasLost() {
        repeated = true;

        var change = request("LCL-2");
        runJobs();

        assertThat(change).isEnded().hasPassed("changeApplied");
        then(provider).should(never()).changeQuantity(any());
    }

    @Test
    void tellsTheProviderAgainWhereTheLostTryDidNothing() {
        repeated = true;
        given(provider.subscription("tenant-7", "subscription-1"))
                .willReturn(held(12, "E5:0001", "active"))
                .willReturn(held(15, "E5:0001", "active"));

        var change = request("LCL-2");
        runJobs();

        assertThat(change).isEnded().hasPassed("changeApplied");
        then(provider).should(times(1)).changeQuantity(seats(true));
    }

    @Test
    void isDoneWhenNoSeatsWereWantedAndTheSubscriptionIsGone() {
        given(changes.provisioningOrder("LCL-2")).willReturn(order(0, true, false));
        given(provider.subscription("tenant-7", "subscription-1")).willReturn(Optional.empty());

        var change = request("LCL-2");
        runJobs();

        assertThat(change).isEnded().hasPassed("changeApplied");
    }

    @Test
    void asksAPersonWhenTheSubscriptionIsGone() {
        given(provider.subscription("tenant-7", "subscription-1")).willReturn(Optional.empty());

        var change = request("LCL-2");
        runJobs();

        assertThat(change).isWaitingAt("resolveChangeRejection");
        then(changes)
                .should()
                .failed(
                        "LCL-2",
                        "Subscription subscription-1 of tenant tenant-7 is no longer at partner-center; look there what"
                                + " became of it, then set the change to Not Applicable or re-queue it"
                                + " (subscription-gone)");
    }

    @Test
    void tellsOperationsOfWhatTheProviderNeverMakes() {
        given(provider.subscription("tenant-7", "subscription-1")).willReturn(held(12, "E5:0001", "active"));

        var change = request("LCL-2");
        runJobs();
        timePassesUntil("2026-03-11T08:59:00Z");
        runJobs();

        assertThat(change).isWaitingAt("changeCheckDue").hasNotPassed("reportPendingChange");
        then(changes)
                .should(times(2))
                .waits(
                        "LCL-2",
                        WaitingFor.PROVIDER_PENDING,
                        "partner-center has accepted LCL-2 and is at work on it; Tenantry looks again by itself.");

        timePassesUntil("2026-03-11T10:00:00Z");
        runJobs();

        assertThat(change).isWaitingAt("changeCheckDue").hasPassed("reportPendingChange");
        then(notices)
                .should()
                .send(
                        org.mockito.ArgumentMatchers.eq("pending-change:LCL-2:request-1"),
                        org.mockito.ArgumentMatchers.eq("Not in force yet: LCL-2 of Microsoft 365 E5"),
                        org.mockito.ArgumentMatchers.contains("accepted a change at 2026-03-10T09:00:00Z"),
                        org.mockito.ArgumentMatchers.eq("/license-changes/LCL-2"));
    }

    private ProcessInstance request(String number) {
        door.start(new LicenseChangeRequested(number, "SUB-1", false, NOW));
        return running(number);
    }

    private ProcessInstance schedule(String number, Instant provisionOn) {
        door.start(new LicenseChangeRequested(number, "SUB-1", true, provisionOn));
        return running(number);
    }

    private static ReductionFacts increase() {
        return new ReductionFacts("SUB-1", new QuantityChangeWindow.Question(3, "DISALLOWED", null, 40L, null));
    }

    private static ReductionFacts lateReduction() {
        return new ReductionFacts("SUB-1", new QuantityChangeWindow.Question(-3, "ALLOWED_WITHIN_WINDOW", 7, 8L, null));
    }

    private static QuantityOrder seats(boolean repeated) {
        return new QuantityOrder("tenant-7", "subscription-1", HELD, 15, "request-1", repeated);
    }

    private static ProvisioningOrder order(int quantity, boolean tellsProvider, boolean changesProduct) {
        return new ProvisioningOrder(
                "LCL-2",
                "SUB-1",
                "partner-center",
                "tenant-7",
                "DE",
                "E5:0001",
                "P1Y",
                "MONTHLY",
                "Microsoft 365 E5",
                quantity,
                "request-1",
                "subscription-1",
                null,
                "order-1",
                null,
                tellsProvider,
                changesProduct);
    }

    private static ProvisioningOrder instructed(Instruction instruction) {
        return new ProvisioningOrder(
                "LCL-2",
                "SUB-1",
                "partner-center",
                "tenant-7",
                "DE",
                "E5:0001",
                "P1Y",
                "MONTHLY",
                "Microsoft 365 E5",
                15,
                "request-1",
                "subscription-1",
                null,
                "order-1",
                null,
                true,
                false,
                TermInstruction.of(instruction),
                0);
    }

    private static Optional<ProviderSubscription> held(int quantity, String partNumber, String status) {
        return Optional.of(new ProviderSubscription(
                "subscription-1",
                "order-1",
                partNumber,
                "Microsoft 365 E5",
                quantity,
                status,
                "P1Y",
                "MONTHLY",
                true,
                false,
                NOW,
                null,
                null));
    }
}
