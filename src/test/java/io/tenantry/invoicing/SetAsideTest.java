package io.tenantry.invoicing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.tenantry.contract.BillingContractView;
import io.tenantry.invoicing.run.ChangeLogLooks;
import io.tenantry.invoicing.schedule.BillingPolicy;
import io.tenantry.shared.Refused;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class SetAsideTest {

    private static final LocalDate DAY = LocalDate.of(2018, 1, 2);

    private final Logger log = (Logger) LoggerFactory.getLogger(SetAside.class);
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
    private final Reckoner reckoner = mock(Reckoner.class);
    private final ContractFacts facts = facts();

    @BeforeEach
    void listen() {
        logged.start();
        log.addAppender(logged);
        log.setAdditive(false);
    }

    @AfterEach
    void leave() {
        log.detachAppender(logged);
        log.setAdditive(true);
    }

    @Test
    void aFaultNamesTheContractAndLeavesItsStackTraceInTheLog() {
        given(reckoner.reckon(any(), any())).willThrow(new NullPointerException());

        var verdict = Reckoned.of(reckoner, facts, DAY.plusMonths(3)).verdict();

        assertThat(verdict)
                .isEqualTo(RunVerdict.setAside("Contract BC-000007 could not be computed: NullPointerException;"
                        + " an operator finds the cause in the log"));
        assertThat(logged.list).singleElement().satisfies(event -> {
            assertThat(event.getLevel()).isEqualTo(Level.ERROR);
            assertThat(event.getFormattedMessage()).contains("BC-000007");
            assertThat(event.getThrowableProxy().getStackTraceElementProxyArray())
                    .isNotEmpty();
        });
    }

    @Test
    void aFaultOfAChangeLogSaysTheSame() {
        given(reckoner.reckonChanges(any(), any())).willThrow(new IllegalStateException("month 13"));

        var verdict = new ChangeLogs(reckoner, mock(ChangeLogLooks.class))
                .reckoned(facts, DAY)
                .verdict();

        assertThat(verdict.reason())
                .isEqualTo(
                        "Contract BC-000007 could not be computed: month 13; an operator finds the cause in the log");
        assertThat(logged.list).hasSize(1);
    }

    @Test
    void aRefusalSaysItsOwnFixAndIsNoFault() {
        given(reckoner.reckon(any(), any())).willThrow(new Refused("unfit", "Contract BC-000007 has no end; set one"));

        var verdict = Reckoned.of(reckoner, facts, DAY.plusMonths(3)).verdict();

        assertThat(verdict.reason()).isEqualTo("Contract BC-000007 has no end; set one");
        assertThat(logged.list).isEmpty();
    }

    private static ContractFacts facts() {
        var contract = mock(BillingContractView.class);
        given(contract.number()).willReturn("BC-000007");
        given(contract.status()).willReturn("ACTIVE");
        given(contract.startDate()).willReturn(LocalDate.of(2018, 1, 1));
        given(contract.nextInvoiceDate()).willReturn(DAY.plusMonths(3));
        given(contract.frequencyMonths()).willReturn(3);
        given(contract.billingPolicy()).willReturn(BillingPolicy.ADVANCE.name());
        given(contract.billingOffsetDays()).willReturn(1);
        var facts = mock(ContractFacts.class);
        given(facts.terms()).willReturn(new BillingTerms(contract, true));
        return facts;
    }
}
