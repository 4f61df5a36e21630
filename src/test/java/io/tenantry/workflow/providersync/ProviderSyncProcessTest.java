package io.tenantry.workflow.providersync;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.contains;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;

import io.tenantry.customer.ProviderAccountView;
import io.tenantry.customer.ProviderAccounts;
import io.tenantry.customer.TenantFound;
import io.tenantry.notification.OperationsNotices;
import io.tenantry.provider.Provider;
import io.tenantry.provider.ProviderAccountData;
import io.tenantry.provider.ProviderAccountPage;
import io.tenantry.provider.ProviderRejected;
import io.tenantry.provider.ProviderSyncRequested;
import io.tenantry.provider.ProviderUnavailable;
import io.tenantry.provider.Providers;
import io.tenantry.subscription.Subscriptions;
import io.tenantry.workflow.ProcessTest;
import io.tenantry.workflow.TenantSubscriptions;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.Test;

class ProviderSyncProcessTest extends ProcessTest {

    private Provider provider;
    private ProviderAccounts accounts;
    private Subscriptions subscriptions;
    private OperationsNotices notices;
    private ProviderSyncProcess door;

    ProviderSyncProcessTest() {
        super(ProviderSyncProcess.KEY);
    }

    @Override
    protected void open() {
        provider = mock();
        Providers providers = mock();
        given(providers.automatic("partner-center")).willReturn(provider);
        accounts = mock();
        subscriptions = mock();
        notices = mock();
        bind(
                new SyncSchedule("0 0 1 * * ?"),
                new SyncProviderAccounts(provider, accounts),
                new SyncSubscriptions(provider, accounts, new TenantSubscriptions(providers, subscriptions)),
                new ReportRejectedTenant(accounts, notices));
        door = new ProviderSyncProcess(ENGINE.getRuntimeService());
        given(provider.name()).willReturn("partner-center");
        given(provider.accounts(null)).willReturn(new ProviderAccountPage(List.of(tenant("a"), tenant("b")), "page-2"));
        given(provider.accounts("page-2")).willReturn(new ProviderAccountPage(List.of(tenant("c")), null));
        given(accounts.nextMapped("partner-center", "")).willReturn(Optional.of(mapped("PA-1", "a")));
        given(accounts.nextMapped("partner-center", "PA-1")).willReturn(Optional.of(mapped("PA-3", "c")));
        given(accounts.nextMapped("partner-center", "PA-3")).willReturn(Optional.empty());
        given(accounts.get("PA-1")).willReturn(mapped("PA-1", "a"));
        given(provider.subscriptions(any())).willReturn(List.of());
    }

    @Test
    void readsEachPageOfTenantsAndThenEachMappedTenant() {
        var sync = request();
        runJobs();

        assertThat(sync).isEnded().hasPassed("providerSynced").hasNotPassed("reportRejectedTenant");
        then(accounts).should().record(List.of(found("a"), found("b")));
        then(accounts).should().record(List.of(found("c")));
        then(provider).should().subscriptions("a");
        then(provider).should().subscriptions("c");
        then(subscriptions).should(times(2)).adopt(List.of());
    }

    @Test
    void goesOnWhereItStoodAfterAFailure() {
        given(provider.subscriptions("c"))
                .willThrow(new ProviderUnavailable("503"))
                .willReturn(List.of());
        var sync = request();

        assertThatThrownBy(ProcessTest::runJobs).isInstanceOf(ProviderUnavailable.class);

        assertThat(sync).isWaitingAt("syncSubscriptions");

        runJobs();

        assertThat(sync).isEnded();
        then(provider).should(times(1)).accounts(null);
        then(provider).should(times(1)).subscriptions("a");
        then(provider).should(times(2)).subscriptions("c");
    }

    @Test
    void reportsATenantThatTheProviderRefusesAndGoesOnWithTheNext() {
        given(provider.subscriptions("a")).willThrow(new ProviderRejected("1001", "The relationship has ended"));

        var sync = request();
        runJobs();

        assertThat(sync).isEnded().hasPassed("tenantRejected", "reportRejectedTenant", "providerSynced");
        then(notices)
                .should(times(1))
                .send(
                        eq("tenant-rejected:" + sync.getId() + ":PA-1"),
                        eq("The provider refused tenant Tenant a"),
                        contains("The relationship has ended (1001)"));
        then(provider).should().subscriptions("c");
    }

    @Test
    void hasNothingToAdoptWhileNobodyIsMapped() {
        given(accounts.nextMapped("partner-center", "")).willReturn(Optional.empty());

        var sync = request();
        runJobs();

        assertThat(sync).isEnded().hasPassed("providerSynced");
        then(subscriptions).should(never()).adopt(any());
    }

    @Test
    void startsByItselfEveryNight() {
        var timer = startTimer();

        var nextNight =
                LocalDate.ofInstant(NOW, ZoneId.systemDefault()).plusDays(1).atTime(1, 0);
        org.assertj.core.api.Assertions.assertThat(timer.getDuedate())
                .isEqualTo(Date.from(nextNight.atZone(ZoneId.systemDefault()).toInstant()));

        ENGINE.getManagementService().executeJob(timer.getId());
        runJobs();

        then(provider).should().subscriptions("c");
        org.assertj.core.api.Assertions.assertThat(startTimer().getId()).isNotEqualTo(timer.getId());
    }

    private ProcessInstance request() {
        door.start(new ProviderSyncRequested("SYNC-20260310-090000"));
        return running("SYNC-20260310-090000");
    }

    private static ProviderAccountData tenant(String id) {
        return new ProviderAccountData(id, "Tenant " + id, id + ".onmicrosoft.com");
    }

    private static TenantFound found(String id) {
        return new TenantFound("partner-center", id, "Tenant " + id, id + ".onmicrosoft.com");
    }

    private static ProviderAccountView mapped(String number, String tenant) {
        return new ProviderAccountView(
                UUID.randomUUID(),
                number,
                "partner-center",
                tenant,
                "Tenant " + tenant,
                tenant + ".onmicrosoft.com",
                Instant.EPOCH,
                UUID.randomUUID(),
                "CUS-1",
                NOW,
                "operator",
                "same domain",
                1);
    }
}
