package io.tenantry.workflow.providersync;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;

import io.tenantry.provider.ProviderUnavailable;
import io.tenantry.sync.ChunkOutcome;
import io.tenantry.sync.ProviderSyncRequested;
import io.tenantry.sync.ProviderSyncs;
import io.tenantry.workflow.ProcessTest;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Date;
import java.util.List;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.Test;

class ProviderSyncProcessTest extends ProcessTest {

    private static final String SYNC = "SYNC-000017";
    private static final ChunkOutcome DONE = new ChunkOutcome(false, null);
    private static final ChunkOutcome MORE = new ChunkOutcome(true, null);

    private ProviderSyncs syncs;
    private ProviderSyncProcess door;

    ProviderSyncProcessTest() {
        super(ProviderSyncProcess.KEY);
    }

    @Override
    protected void open() {
        syncs = mock();
        bind(
                new SyncSchedule("0 0 1 * * ?"),
                new SyncPace(2, Duration.ofSeconds(15)),
                new RequestDailySync(syncs),
                new BeginProviderSync(syncs),
                new SyncProviderAccounts(syncs),
                new SelectTenants(syncs),
                new SyncSubscriptions(syncs),
                new ValidateSubscriptions(syncs),
                new CloseProviderSync(syncs),
                new ReportProviderSync(syncs));
        door = new ProviderSyncProcess(ENGINE.getRuntimeService());
        given(syncs.begin(SYNC)).willReturn(true);
        given(syncs.readAccounts(SYNC, null)).willReturn("page-2");
        given(syncs.readAccounts(SYNC, "page-2")).willReturn(null);
        given(syncs.syncNextChunk(SYNC)).willReturn(DONE);
    }

    @Test
    void readsEachPageOfTenantsThenSyncsThemInLanesAndReportsAtTheEnd() {
        given(syncs.syncNextChunk(SYNC)).willReturn(MORE, MORE, MORE, DONE, DONE);

        var sync = request(false);
        runJobs();

        assertThat(sync).isEnded().hasPassedInOrder("selectTenants", "validateSubscriptions", "providerSynced");
        then(syncs).should().readAccounts(SYNC, null);
        then(syncs).should().readAccounts(SYNC, "page-2");
        then(syncs).should(times(5)).syncNextChunk(SYNC);
        then(syncs).should(times(1)).validate(SYNC);
        then(syncs).should(times(1)).finish(SYNC);
        then(syncs).should(times(1)).report(SYNC);
    }

    @Test
    void asksForNoNewTenantsWhereOneTenantIsMeant() {
        given(syncs.begin(SYNC)).willReturn(false);

        var sync = request(false);
        runJobs();

        assertThat(sync).isEnded().hasPassed("selectTenants").hasNotPassed("syncProviderAccounts", "hintsGathered");
    }

    @Test
    void gathersHintsForAMomentBeforeItBegins() {
        given(syncs.begin(SYNC)).willReturn(false);
        var sync = request(true);

        assertThat(sync).isWaitingAt("hintsGathered");
        then(syncs).should(never()).begin(SYNC);
        timePassesUntil("2026-03-10T09:00:16Z");
        runJobs();

        assertThat(sync).isEnded();
        then(syncs).should(times(1)).begin(SYNC);
    }

    @Test
    void leavesTheProviderAloneForAsLongAsItWishesAndGoesOnWithTheOtherLane() {
        var later = new ChunkOutcome(true, NOW.plusSeconds(60));
        given(syncs.syncNextChunk(SYNC)).willReturn(later, DONE, DONE);

        var sync = request(false);
        runJobs();

        assertThat(sync).isWaitingAt("providerReadyAgain");
        then(syncs).should(times(2)).syncNextChunk(SYNC);
        timePassesUntil("2026-03-10T09:00:59Z");
        org.assertj.core.api.Assertions.assertThat(dueJobs()).isEmpty();

        timePassesUntil("2026-03-10T09:01:01Z");
        runJobs();

        assertThat(sync).isEnded();
        then(syncs).should(times(3)).syncNextChunk(SYNC);
    }

    @Test
    void goesOnWhereItStoodAfterAFailure() {
        willThrow(new ProviderUnavailable("503")).willReturn(DONE).given(syncs).syncNextChunk(SYNC);
        var sync = request(false);

        assertThatThrownBy(ProcessTest::runJobs).isInstanceOf(ProviderUnavailable.class);
        runJobs();

        assertThat(sync).isEnded();
        then(syncs).should(times(1)).readAccounts(SYNC, null);
        then(syncs).should(times(1)).selectTenants(SYNC);
        then(syncs).should(times(3)).syncNextChunk(SYNC);
    }

    @Test
    void requestsTheSyncsOfTheNightByItself() {
        given(syncs.requestRotation()).willReturn(List.of(SYNC));
        var timer = startTimer();

        var nextNight =
                LocalDate.ofInstant(NOW, ZoneId.systemDefault()).plusDays(1).atTime(1, 0);
        org.assertj.core.api.Assertions.assertThat(timer.getDuedate())
                .isEqualTo(Date.from(nextNight.atZone(ZoneId.systemDefault()).toInstant()));
        ENGINE.getManagementService().executeJob(timer.getId());
        runJobs();

        then(syncs).should(times(1)).requestRotation();
        org.assertj.core.api.Assertions.assertThat(startTimer().getId()).isNotEqualTo(timer.getId());
    }

    private ProcessInstance request(boolean aboutHints) {
        door.start(new ProviderSyncRequested(SYNC, aboutHints));
        return running(SYNC);
    }
}
