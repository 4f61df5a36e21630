package io.tenantry.workflow.provisioning;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.contains;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.willAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;

import io.tenantry.decision.CurrencyMatching;
import io.tenantry.decision.PriceCoverage;
import io.tenantry.decision.UnitMatching;
import io.tenantry.notification.OperationsNotices;
import io.tenantry.provider.AlreadyPlaced;
import io.tenantry.provider.LicenseOrder;
import io.tenantry.provider.PlacedOrder;
import io.tenantry.provider.Provider;
import io.tenantry.provider.ProviderRejected;
import io.tenantry.provider.ProviderUnavailable;
import io.tenantry.provider.Providers;
import io.tenantry.subscription.LicenseChangeRequeued;
import io.tenantry.subscription.LicenseChangeSettled;
import io.tenantry.subscription.LicenseChanges;
import io.tenantry.subscription.ProvisioningOrder;
import io.tenantry.subscription.SalesFacts;
import io.tenantry.subscription.SubscriptionCorrected;
import io.tenantry.subscription.SubscriptionRequested;
import io.tenantry.subscription.Subscriptions;
import io.tenantry.subscription.Turn;
import io.tenantry.workflow.ProcessTest;
import io.tenantry.workflow.ProvisionedProcessTest;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.Test;

class ProvisioningProcessTest extends ProvisionedProcessTest {

    private static final SalesFacts SELLABLE = facts("MONTHLY", 1, "EUR", true);
    private static final Turn MAY_GO = new Turn(null, "");
    private static final LicenseOrder LICENSES = new LicenseOrder(
            "tenant-7", "CFQ7TTC0LFLX:0001", 12, "P1Y", "MONTHLY", "DE", null, "Microsoft 365 E5", "request-1");

    private Provider provider;
    private Providers providers;
    private Subscriptions subscriptions;
    private LicenseChanges changes;
    private OperationsNotices notices;
    private ProvisioningProcess door;
    private String preparedOrder;

    ProvisioningProcessTest() {
        super(ProvisioningProcess.KEY, "unit-matching", "currency-matching", "price-coverage");
    }

    @Override
    protected void open() {
        provider = mock();
        providers = mock();
        given(providers.automatic("partner-center")).willReturn(provider);
        subscriptions = mock();
        changes = mock();
        notices = mock();
        bind(
                new GatherSalesFacts(subscriptions),
                new RecordRefusedSale(changes),
                new CheckParent(subscriptions),
                new PrepareOrder(providers, changes),
                new PlaceOrder(providers, changes, tellings(changes)),
                new ConfirmProvisioning(providers, changes, polling()),
                new ReportPendingOrder(changes, notices),
                new RecordNothingToProvision(changes),
                new RecordProvisioning(changes),
                new RecordRejection(changes));
        door = new ProvisioningProcess(
                ENGINE.getRuntimeService(), ENGINE.getTaskService(), ENGINE.getManagementService());
        given(subscriptions.salesFacts("SUB-1")).willReturn(SELLABLE);
        given(subscriptions.parentTurn("SUB-1")).willReturn(MAY_GO);
        preparedOrder = null;
        given(changes.provisioningOrder("LCL-1")).willAnswer(call -> order(preparedOrder));
        willAnswer(call -> preparedOrder = call.getArgument(1)).given(changes).orderPrepared(eq("LCL-1"), any());
        willAnswer(call -> preparedOrder = null).given(changes).failed(eq("LCL-1"), any());
        given(provider.prepareOrder(LICENSES)).willReturn("cart-1");
        given(provider.placeOrder("tenant-7", "cart-1", "request-1")).willReturn(new PlacedOrder("order-1", null));
        given(provider.order("tenant-7", "order-1")).willReturn(new PlacedOrder("order-1", "subscription-1"));
    }

    @Test
    void ordersConfirmsAndRecordsTheLicenses() {
        var provisioning = request("LCL-1", NOW);
        runJobs();

        assertThat(provisioning)
                .isEnded()
                .hasPassedInOrder(
                        "gatherSalesFacts",
                        "matchUnits",
                        "matchCurrencies",
                        "checkPriceCoverage",
                        "effectiveDateReached",
                        "checkParent",
                        "prepareOrder",
                        "placeOrder",
                        "confirmProvisioning",
                        "recordProvisioning",
                        "licensesProvisioned");
        then(changes).should().orderPrepared("LCL-1", "cart-1");
        then(changes).should().orderPlaced("LCL-1", "order-1", null);
        then(changes).should().orderPlaced("LCL-1", "order-1", "subscription-1");
        then(changes).should().provisioned("LCL-1");
    }

    @Test
    void asksForACorrectionAndDecidesAgain() {
        given(subscriptions.salesFacts("SUB-1"))
                .willReturn(facts("WEEKLY", null, "EUR", true))
                .willReturn(facts("MONTHLY", 1, "USD", true))
                .willReturn(facts("MONTHLY", 1, "EUR", false))
                .willReturn(SELLABLE);

        var provisioning = request("LCL-1", NOW);
        runJobs();

        assertThat(provisioning).isWaitingAt("correctSubscription").hasNotPassed("checkParent");
        assertThat(provisioning)
                .variables()
                .containsEntry("unitOutcome", "REJECT")
                .containsEntry(
                        "unitReason",
                        "Please provide a valid Sales Unit. WEEKLY has no months; add it to Unit Mapping or choose"
                                + " another unit.");

        correct();

        assertThat(provisioning)
                .isWaitingAt("correctSubscription")
                .variables()
                .containsEntry("currencyOutcome", "REJECT");

        correct();

        assertThat(provisioning).isWaitingAt("correctSubscription").variables().containsEntry("priceOutcome", "BLOCK");

        correct();

        assertThat(provisioning).isEnded().hasPassed("licensesProvisioned");
    }

    @Test
    void waitsForItsEffectiveDate() {
        var provisioning = request("LCL-1", Instant.parse("2026-04-01T00:05:00Z"));
        runJobs();

        assertThat(provisioning).isWaitingAt("effectiveDateReached");

        timePassesUntil("2026-04-01T00:05:01Z");
        runJobs();

        assertThat(provisioning).isEnded().hasPassed("licensesProvisioned");
    }

    @Test
    void waitsUntilItsParentIsProvisioned() {
        given(subscriptions.parentTurn("SUB-1"))
                .willReturn(new Turn("LCL-0", "Provision LCL-0 of the parent first"))
                .willReturn(MAY_GO);

        var provisioning = request("LCL-1", NOW);
        runJobs();

        assertThat(provisioning).isWaitingAt("parentProvisioned");
        then(provider).shouldHaveNoInteractions();

        door.changeSettled(new LicenseChangeSettled("LCL-99", "SUB-99", true));
        runJobs();

        assertThat(provisioning).isWaitingAt("parentProvisioned");

        door.changeSettled(new LicenseChangeSettled("LCL-0", "SUB-0", true));
        runJobs();

        assertThat(provisioning).isEnded().hasPassedInOrder("parentProvisioned", "placeOrder", "licensesProvisioned");
    }

    @Test
    void asksAgainWhileTheProviderHasNoSubscriptionYet() {
        given(provider.order("tenant-7", "order-1"))
                .willReturn(new PlacedOrder("order-1", null))
                .willReturn(new PlacedOrder("order-1", "subscription-1"));

        var provisioning = request("LCL-1", NOW);
        runJobs();

        assertThat(provisioning).isWaitingAt("confirmationDue");

        timePassesUntil("2026-03-10T09:01:00Z");
        runJobs();

        assertThat(provisioning).isEnded().hasPassed("licensesProvisioned");
        then(provider).should(times(1)).placeOrder(any(), any(), any());
    }

    @Test
    void placesTheSameOrderAgainWhenTheAnswerWasLost() {
        given(provider.placeOrder("tenant-7", "cart-1", "request-1"))
                .willThrow(new ProviderUnavailable("connection reset"))
                .willReturn(new PlacedOrder("order-1", null));
        var provisioning = request("LCL-1", NOW);

        assertThatThrownBy(ProcessTest::runJobs).isInstanceOf(ProviderUnavailable.class);

        assertThat(provisioning).isWaitingAt("placeOrder");

        runJobs();

        assertThat(provisioning).isEnded();
        then(provider).should(times(1)).prepareOrder(LICENSES);
        then(provider).should(times(2)).placeOrder("tenant-7", "cart-1", "request-1");
    }

    @Test
    void takesTheOneNewSubscriptionThatFitsForTheOrderWhoseAnswerWasLost() {
        given(provider.placeOrder("tenant-7", "cart-1", "request-1")).willThrow(new AlreadyPlaced("submitted before"));
        given(provider.boughtLike("tenant-7", "cart-1"))
                .willReturn(List.of(new PlacedOrder("order-0", "known"), new PlacedOrder("order-1", "subscription-1")));
        given(changes.knownAtProvider("partner-center", List.of("known", "subscription-1")))
                .willReturn(Set.of("known"));

        var provisioning = request("LCL-1", NOW);
        runJobs();

        assertThat(provisioning).isEnded().hasPassed("licensesProvisioned");
        then(changes).should(times(2)).orderPlaced("LCL-1", "order-1", "subscription-1");
    }

    @Test
    void letsAPersonOrderAnewWhatRanOutWithoutEverHavingBeenPlaced() {
        given(provider.placeOrder("tenant-7", "cart-1", "request-1")).willThrow(AlreadyPlaced.perhaps("no such cart"));
        given(provider.boughtLike("tenant-7", "cart-1")).willReturn(List.of());

        var provisioning = request("LCL-1", NOW);
        runJobs();

        then(changes).should().failed(eq("LCL-1"), contains("ran out before it was placed"));
        assertThat(provisioning).isNotEnded();
    }

    @Test
    void takesNoSubscriptionForALostOrderWhileThereIsDoubt() {
        given(provider.placeOrder("tenant-7", "cart-1", "request-1")).willThrow(new AlreadyPlaced("submitted before"));
        given(provider.boughtLike("tenant-7", "cart-1"))
                .willReturn(List.of())
                .willReturn(List.of(new PlacedOrder("order-1", "one"), new PlacedOrder("order-2", "two")));
        var provisioning = request("LCL-1", NOW);

        for (var fitting : List.of(0, 2)) {
            assertThatThrownBy(ProcessTest::runJobs)
                    .isInstanceOf(ProviderUnavailable.class)
                    .hasMessageContaining(fitting + " subscriptions of tenant tenant-7 may be it")
                    .hasMessageContaining("set LCL-1 to Not Applicable");
        }

        assertThat(provisioning).isWaitingAt("placeOrder");
        then(changes).should(never()).orderPlaced(any(), any(), any());
        then(changes).should(never()).failed(any(), any());
    }

    @Test
    void asksAPersonWhenThePreparedOrderIsRefusedAndStartsOverOnceItIsRequeued() {
        given(provider.prepareOrder(any()))
                .willThrow(new ProviderRejected("400041", "The addon needs a base product"))
                .willReturn("cart-1");

        var provisioning = request("LCL-1", NOW);
        runJobs();

        assertThat(provisioning).isWaitingAt("resolveRejection").hasPassed("orderRejected", "recordRejection");
        then(changes).should().failed("LCL-1", "The addon needs a base product (400041)");

        door.orderAgain(new LicenseChangeRequeued("LCL-1", "SUB-1", false, NOW));
        assertThat(provisioning).isWaitingAt("resolveRejection");
        door.orderAgain(new LicenseChangeRequeued("LCL-1", "SUB-1", true, NOW));
        runJobs();

        assertThat(provisioning).isEnded().hasPassed("licensesProvisioned");
        then(subscriptions).should(times(2)).salesFacts("SUB-1");
    }

    @Test
    void asksAPersonWhenTheOrderIsRefused() {
        given(provider.placeOrder("tenant-7", "cart-1", "request-1"))
                .willThrow(new ProviderRejected("800002", "The quantity is above the limit"));

        var provisioning = request("LCL-1", NOW);
        runJobs();

        assertThat(provisioning).isWaitingAt("resolveRejection").hasPassed("orderRejected");
        then(changes).should().failed("LCL-1", "The quantity is above the limit (800002)");
        then(changes).should(never()).provisioned(any());
    }

    @Test
    void asksAPersonWhenTheProviderCancelsThePlacedOrder() {
        given(provider.order("tenant-7", "order-1"))
                .willThrow(new ProviderRejected("order-cancelled", "Order order-1 is cancelled"));

        var provisioning = request("LCL-1", NOW);
        runJobs();

        assertThat(provisioning).isWaitingAt("resolveRejection").hasPassed("orderRejected");
        then(changes).should().failed("LCL-1", "Order order-1 is cancelled (order-cancelled)");
    }

    @Test
    void keepsLongWordsOfTheProviderShortEnoughForTheEngine() {
        given(provider.prepareOrder(any())).willThrow(new ProviderRejected("400", "x".repeat(10_000)));

        var provisioning = request("LCL-1", NOW);
        runJobs();

        assertThat(provisioning).isWaitingAt("resolveRejection");
        then(changes).should().failed("LCL-1", "x".repeat(1999) + "…");
    }

    @Test
    void endsWhenItIsSetAsideWhereverItWaits() {
        given(subscriptions.salesFacts("SUB-1")).willReturn(facts("WEEKLY", null, "EUR", true));
        var uncorrected = request("LCL-1", NOW);
        runJobs();
        assertThat(uncorrected).isWaitingAt("correctSubscription");

        door.changeSettled(new LicenseChangeSettled("LCL-1", "SUB-1", true));

        assertThat(uncorrected).isEnded().hasPassed("changeSetAside", "provisioningNotApplicable");
        then(changes).should(never()).provisioned(any());
    }

    @Test
    void endsWhenItIsSetAsideBeforeItsDate() {
        var early = request("LCL-1", Instant.parse("2099-01-01T00:00:00Z"));
        runJobs();

        door.changeSettled(new LicenseChangeSettled("LCL-1", "SUB-1", true));

        assertThat(early).isEnded().hasPassed("provisioningNotApplicable");
        then(provider).shouldHaveNoInteractions();
    }

    @Test
    void neverOrdersWhatWasSetAsideWhileTheProviderWasDown() {
        given(provider.placeOrder("tenant-7", "cart-1", "request-1")).willThrow(new ProviderUnavailable("down"));
        var stuck = request("LCL-1", NOW);
        assertThatThrownBy(ProcessTest::runJobs).isInstanceOf(ProviderUnavailable.class);

        door.changeSettled(new LicenseChangeSettled("LCL-1", "SUB-1", true));
        runJobs();

        assertThat(stuck).isEnded().hasPassed("provisioningNotApplicable");
        then(provider).should(times(1)).placeOrder(any(), any(), any());
    }

    @Test
    void startsAnewWhenAChangeThatWasSetAsideIsPutBack() {
        request("LCL-1", Instant.parse("2099-01-01T00:00:00Z"));
        runJobs();
        door.changeSettled(new LicenseChangeSettled("LCL-1", "SUB-1", true));

        door.orderAgain(new LicenseChangeRequeued("LCL-1", "SUB-1", true, NOW));
        var again = running("LCL-1");
        runJobs();

        assertThat(again).isEnded().hasPassed("licensesProvisioned");
        then(changes).should().provisioned("LCL-1");
    }

    @Test
    void placesNoSecondOrderWhenItIsSetAsideAndPutBackAfterALostAnswer() {
        given(provider.placeOrder("tenant-7", "cart-1", "request-1"))
                .willThrow(new ProviderUnavailable("connection reset"))
                .willReturn(new PlacedOrder("order-1", null));
        request("LCL-1", NOW);
        assertThatThrownBy(ProcessTest::runJobs).isInstanceOf(ProviderUnavailable.class);

        door.changeSettled(new LicenseChangeSettled("LCL-1", "SUB-1", true));
        door.orderAgain(new LicenseChangeRequeued("LCL-1", "SUB-1", true, NOW));
        var again = running("LCL-1");
        runJobs();

        assertThat(again).isEnded().hasPassed("licensesProvisioned");
        then(provider).should(times(1)).prepareOrder(any());
        then(provider).should(times(2)).placeOrder("tenant-7", "cart-1", "request-1");
    }

    @Test
    void ordersNothingThatExistsAtTheProviderAlready() {
        given(changes.provisioningOrder("LCL-1")).willReturn(order(null, "subscription-1", "order-1"));

        var provisioning = request("LCL-1", NOW);
        runJobs();

        assertThat(provisioning).isEnded().hasPassed("licensesProvisioned");
        then(provider).should().order("tenant-7", "order-1");
        then(provider).shouldHaveNoMoreInteractions();
    }

    @Test
    void confirmsByItsIdWhatCameToTheProviderWithoutAnOrder() {
        given(changes.provisioningOrder("LCL-1")).willReturn(order("cart-1", "subscription-1", ""));

        var provisioning = request("LCL-1", NOW);
        runJobs();

        assertThat(provisioning).isEnded().hasPassed("licensesProvisioned");
        then(changes).should().orderPlaced("LCL-1", "", "subscription-1");
        then(provider).shouldHaveNoInteractions();
    }

    @Test
    void isNotEndedByTheEventThatItPublishesItself() {
        willAnswer(call -> {
                    door.changeSettled(new LicenseChangeSettled("LCL-1", "SUB-1", true));
                    return null;
                })
                .given(changes)
                .provisioned("LCL-1");

        var provisioning = request("LCL-1", NOW);
        runJobs();

        assertThat(provisioning).isEnded().hasPassed("licensesProvisioned").hasNotPassed("provisioningNotApplicable");
    }

    private void correct() {
        door.decideAgain(new SubscriptionCorrected("SUB-1"));
        runJobs();
    }

    @Test
    void waitsUntilItIsCleared() {
        clearances.add(0, "WAITS");

        var provisioning = request("LCL-1", NOW);
        runJobs();

        assertThat(provisioning).isWaitingAt("awaitClearance");
        then(provider).shouldHaveNoInteractions();

        correlate("ClearanceGiven");
        runJobs();

        assertThat(provisioning).isEnded().hasPassed("licensesProvisioned");
    }

    @Test
    void asksAPersonWhenTheProviderCannotTakeTheOrder() {
        clearances.clear();
        clearances.add("REFUSED");

        var provisioning = request("LCL-1", NOW);
        runJobs();

        assertThat(provisioning).isWaitingAt("resolveRejection").hasPassed("orderRejected");
        then(changes).should().failed("LCL-1", "Acme cannot move products");
        then(provider).shouldHaveNoInteractions();
    }

    @Test
    void hasAPersonOrderWhereThereIsNoApi() {
        kind = "MANUAL";

        var provisioning = request("LCL-1", NOW);
        runJobs();

        assertThat(provisioning).isWaitingAt("orderByHand");

        answer(null);
        runJobs();

        assertThat(provisioning).isEnded().hasPassed("orderMadeByHand", "licensesProvisioned");
        then(provider).shouldHaveNoInteractions();
        then(changes).should().provisioned("LCL-1");
    }

    @Test
    void failsWithTheWordsOfThePersonWhoCannotOrder() {
        kind = "MANUAL";

        var provisioning = request("LCL-1", NOW);
        runJobs();
        answer("Sold out");
        runJobs();

        assertThat(provisioning).isWaitingAt("resolveRejection");
        then(changes).should().failed("LCL-1", "Sold out");
    }

    @Test
    void recordsThatThereIsNothingToProvision() {
        kind = "DO_NOTHING";

        var provisioning = request("LCL-1", NOW);
        runJobs();

        assertThat(provisioning)
                .isEnded()
                .hasPassed("nothingToOrder", "recordNothingToProvision", "nothingToProvision");
        then(changes).should().nothingToProvision("LCL-1", "Its provider has nothing to provision");
        then(changes).should(never()).provisioned(any());
        then(provider).shouldHaveNoInteractions();
    }

    @Test
    void followsItsLinkedParent() {
        kind = "LINKED";
        parentOutcomes.add(0, "OPEN");

        var provisioning = request("LCL-1", NOW);
        runJobs();

        assertThat(provisioning).isWaitingAt("orderThroughParent");

        correlate("LinkedParentDecided");
        runJobs();

        assertThat(provisioning).isEnded().hasPassed("orderMadeByParent", "licensesProvisioned");
    }

    @Test
    void failsWithItsLinkedParent() {
        kind = "LINKED";
        parentOutcomes.clear();
        parentOutcomes.add("FAILED");

        var provisioning = request("LCL-1", NOW);
        runJobs();

        assertThat(provisioning).isWaitingAt("resolveRejection");
        then(changes).should().failed("LCL-1", "License change LCL-9 has failed: no seats left");
    }

    @Test
    void tellsOperationsOfWhatTheProviderNeverProvisions() {
        given(provider.order("tenant-7", "order-1")).willReturn(new PlacedOrder("order-1", null));

        var provisioning = request("LCL-1", NOW);
        runJobs();
        timePassesUntil("2026-03-11T09:00:01Z");
        runJobs();

        assertThat(provisioning).isWaitingAt("confirmationDue").hasPassed("reportPendingOrder");
        then(notices)
                .should()
                .send(
                        eq("pending-order:LCL-1:request-1"),
                        any(),
                        org.mockito.ArgumentMatchers.contains("accepted an order at 2026-03-10T09:00:00Z"),
                        org.mockito.ArgumentMatchers.eq("/license-changes/LCL-1"));
    }

    private ProcessInstance request(String change, Instant provisionOn) {
        door.start(new SubscriptionRequested("SUB-1", change, provisionOn));
        return running(change);
    }

    private static SalesFacts facts(String unit, Integer months, String priceCurrency, boolean itemFound) {
        return new SalesFacts(
                new UnitMatching.Question(unit, months, "MONTHLY", 1, 1),
                new CurrencyMatching.Question(priceCurrency, "EUR", false, false),
                new PriceCoverage.Question(true, itemFound, false));
    }

    private static ProvisioningOrder order(String preparedOrder) {
        return order(preparedOrder, null, "order-1");
    }

    private static ProvisioningOrder order(
            String preparedOrder, String subscriptionAtProvider, String orderAtProvider) {
        return new ProvisioningOrder(
                "LCL-1",
                "SUB-1",
                "partner-center",
                "tenant-7",
                "DE",
                "CFQ7TTC0LFLX:0001",
                "P1Y",
                "MONTHLY",
                "Microsoft 365 E5",
                12,
                "request-1",
                subscriptionAtProvider,
                null,
                orderAtProvider,
                preparedOrder,
                true,
                false);
    }
}
