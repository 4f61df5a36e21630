package io.tenantry.workflow.onboarding;

import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.ArgumentMatchers.contains;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;

import io.tenantry.contract.BillingContractCreated;
import io.tenantry.contract.BillingContractView;
import io.tenantry.contract.BillingContracts;
import io.tenantry.customer.ProviderAccountMapped;
import io.tenantry.customer.ProviderAccountView;
import io.tenantry.customer.ProviderAccounts;
import io.tenantry.customer.TenantDiscovered;
import io.tenantry.notification.OperationsNotices;
import io.tenantry.subscription.Subscriptions;
import io.tenantry.sync.TenantLooks;
import io.tenantry.workflow.ProcessTest;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.UUID;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.Test;

class OnboardingProcessTest extends ProcessTest {

    private static final UUID CONTOSO = UUID.fromString("00000000-0000-0000-0000-000000000001");

    private ProviderAccounts accounts;
    private BillingContracts contracts;
    private Subscriptions subscriptions;
    private TenantLooks looks;
    private OperationsNotices notices;
    private OnboardingProcess door;

    OnboardingProcessTest() {
        super(OnboardingProcess.KEY);
    }

    @Override
    protected void open() {
        accounts = mock();
        contracts = mock();
        subscriptions = mock();
        looks = mock();
        notices = mock();
        bind(
                new NotifyOperations(accounts, notices),
                new MatchProviderAccount(accounts, looks),
                new EscalateMapping(accounts, notices),
                new CheckDefaultContract(accounts, contracts),
                new AdoptSubscriptions(accounts, looks),
                new AttachDefaultContract(accounts, subscriptions));
        door = new OnboardingProcess(ENGINE.getRuntimeService(), ENGINE.getTaskService(), calendar());
        given(accounts.get("PA-1")).willReturn(account());
        given(accounts.matchByDomain("PA-1")).willReturn(Optional.of("CUS-1"));
        given(contracts.defaultOf(CONTOSO)).willReturn(Optional.of(mock(BillingContractView.class)));
    }

    @Test
    void onboardsATenantThatIsMatchedByItsDomainWithoutAnybodysHelp() {
        var onboarding = discover();
        runJobs();

        assertThat(onboarding)
                .isEnded()
                .hasPassedInOrder(
                        "notifyOperations",
                        "matchProviderAccount",
                        "checkDefaultContract",
                        "adoptSubscriptions",
                        "attachDefaultContract",
                        "tenantOnboarded")
                .hasNotPassed("mapProviderAccount", "setUpBillingContract");
        then(notices)
                .should()
                .send(
                        eq("tenant-discovered:PA-1"),
                        eq("Notification for new Provider Account: Contoso Ltd"),
                        contains("contoso.onmicrosoft.com"),
                        eq("/provider-accounts/PA-1"));
        then(looks).should().adopt(argThat(tenant -> tenant.tenantId().equals("tenant-7")));
        then(looks).should(never()).identify(any());
        then(subscriptions).should().attachToDefaultContract(CONTOSO);
    }

    @Test
    void asksAPersonOnTheSameDayWhoseTenantItIs() {
        given(accounts.matchByDomain("PA-1")).willReturn(Optional.empty());

        var onboarding = discover();
        runJobs();

        assertThat(onboarding).isWaitingAt("mapProviderAccount");
        then(looks).should().identify(argThat(tenant -> tenant.tenantId().equals("tenant-7")));
        assertThat(taskOf(onboarding))
                .hasCandidateGroup("operator")
                .hasDueDate(Date.from(Instant.parse("2026-03-10T23:59:59Z")));

        door.accountMapped(new ProviderAccountMapped("PA-99", "CUS-99"));
        assertThat(onboarding).isWaitingAt("mapProviderAccount");
        door.accountMapped(new ProviderAccountMapped("PA-1", "CUS-1"));
        runJobs();

        assertThat(onboarding).isEnded().hasPassed("tenantOnboarded").hasNotPassed("escalateMapping");
        then(subscriptions).should().attachToDefaultContract(CONTOSO);
    }

    @Test
    void escalatesOnceWhenTheDayEndsAndStillWaits() {
        given(accounts.matchByDomain("PA-1")).willReturn(Optional.empty());
        var onboarding = discover();
        runJobs();

        timePassesUntil("2026-03-11T00:00:00Z");
        runJobs();

        assertThat(onboarding).isWaitingAt("mapProviderAccount").hasPassed("escalateMapping", "mappingEscalated");
        then(notices)
                .should(times(1))
                .send(
                        eq("mapping-overdue:PA-1"),
                        eq("Overdue: provider account Contoso Ltd is not mapped"),
                        contains("belongs to no customer"),
                        eq("/provider-accounts/PA-1"));

        door.accountMapped(new ProviderAccountMapped("PA-1", "CUS-1"));
        runJobs();

        assertThat(onboarding).isEnded().hasPassed("tenantOnboarded");
    }

    @Test
    void asksForABillingContractUntilThereIsExactlyOneDefault() {
        given(contracts.defaultOf(CONTOSO))
                .willReturn(Optional.empty())
                .willReturn(Optional.empty())
                .willReturn(Optional.of(mock(BillingContractView.class)));

        var onboarding = discover();
        runJobs();

        assertThat(onboarding).isWaitingAt("setUpBillingContract");
        assertThat(taskOf(onboarding)).hasCandidateGroup("billing-manager");
        then(subscriptions).shouldHaveNoInteractions();

        door.contractCreated(new BillingContractCreated("BC-9", "CUS-99", true));
        assertThat(onboarding).isWaitingAt("setUpBillingContract");
        door.contractCreated(new BillingContractCreated("BC-1", "CUS-1", false));
        runJobs();
        assertThat(onboarding).isWaitingAt("setUpBillingContract");
        door.contractCreated(new BillingContractCreated("BC-2", "CUS-1", true));
        runJobs();

        assertThat(onboarding).isEnded().hasPassed("tenantOnboarded");
    }

    @Test
    void isNotConfusedByTheMappingThatItMakesItself() {
        given(accounts.matchByDomain("PA-1")).willAnswer(call -> {
            door.accountMapped(new ProviderAccountMapped("PA-1", "CUS-1"));
            return Optional.of("CUS-1");
        });

        var onboarding = discover();
        runJobs();

        assertThat(onboarding).isEnded().hasPassed("tenantOnboarded");
        then(notices).should(never()).send(contains("mapping-overdue"), any(), any(), any());
    }

    private ProcessInstance discover() {
        door.start(new TenantDiscovered("PA-1"));
        return running("PA-1");
    }

    private static ProviderAccountView account() {
        return new ProviderAccountView(
                UUID.randomUUID(),
                "PA-1",
                "partner-center",
                "tenant-7",
                "Contoso Ltd",
                "contoso.onmicrosoft.com",
                NOW,
                NOW,
                null,
                CONTOSO,
                "CUS-1",
                NOW,
                "operator",
                "same domain",
                1);
    }
}
