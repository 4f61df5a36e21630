package io.tenantry.workflow.onboarding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

import io.tenantry.contract.BillingContractView;
import io.tenantry.contract.BillingContracts;
import io.tenantry.customer.ProviderAccountView;
import io.tenantry.customer.ProviderAccounts;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When somebody completes a task in Tasklist: the domain says whether the thing has been done. */
class TaskConditionsTest {

    private static final UUID CONTOSO = UUID.fromString("00000000-0000-0000-0000-000000000001");

    private final ProviderAccounts accounts = mock();
    private final BillingContracts contracts = mock();
    private final DelegateTask task = mock();

    @BeforeEach
    void aTaskOfAnOnboarding() {
        var execution = mock(DelegateExecution.class);
        given(task.getExecution()).willReturn(execution);
        given(execution.getVariable("providerAccountNumber")).willReturn("PA-1");
    }

    @Test
    void theMappingIsOpenUntilTheAccountBelongsToACustomer() {
        var condition = new MapProviderAccount(accounts);
        given(accounts.get("PA-1")).willReturn(account(null, null));

        assertThat(condition.task()).isEqualTo("mapProviderAccount");
        assertThat(condition.openReason(task))
                .hasValue("Provider account PA-1 (Contoso Ltd) belongs to no customer; map it to one.");

        given(accounts.get("PA-1")).willReturn(account(CONTOSO, "CUS-1"));

        assertThat(condition.openReason(task)).isEmpty();
    }

    @Test
    void theContractIsOpenUntilExactlyOneIsTheDefault() {
        var condition = new SetUpBillingContract(accounts, contracts);
        given(accounts.get("PA-1")).willReturn(account(CONTOSO, "CUS-1"));
        given(contracts.defaultOf(CONTOSO)).willReturn(Optional.empty());

        assertThat(condition.task()).isEqualTo("setUpBillingContract");
        assertThat(condition.openReason(task))
                .hasValue(
                        "Customer CUS-1 has not exactly one default billing contract; create one, or unmark the others.");

        given(contracts.defaultOf(CONTOSO)).willReturn(Optional.of(mock(BillingContractView.class)));

        assertThat(condition.openReason(task)).isEmpty();
    }

    private static ProviderAccountView account(UUID customer, String customerNumber) {
        return new ProviderAccountView(
                UUID.randomUUID(),
                "PA-1",
                "partner-center",
                "tenant-7",
                "Contoso Ltd",
                "contoso.onmicrosoft.com",
                Instant.EPOCH,
                Instant.EPOCH,
                null,
                customer,
                customerNumber,
                null,
                null,
                null,
                0);
    }
}
