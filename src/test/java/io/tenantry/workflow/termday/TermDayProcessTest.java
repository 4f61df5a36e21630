package io.tenantry.workflow.termday;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;

import io.tenantry.subscription.Terms;
import io.tenantry.workflow.ProcessTest;
import org.junit.jupiter.api.Test;

class TermDayProcessTest extends ProcessTest {

    private Terms terms;

    TermDayProcessTest() {
        super(TermDayProcess.KEY);
    }

    @Override
    protected void open() {
        terms = mock();
        bind(new TermDaySchedule("0 0 2 * * ?"), new RollTermsOn(terms), new ExpireTerms(terms));
    }

    @Test
    void rollsTermsOnBeforeItEndsWhatDoesNotRenewAndComesAgainTheNextNight() {
        var timer = startTimer();

        ENGINE.getManagementService().executeJob(timer.getId());
        runJobs();

        var inThisOrder = inOrder(terms);
        inThisOrder.verify(terms).rollOn();
        inThisOrder.verify(terms).expire();
        assertThat(startTimer().getId()).isNotEqualTo(timer.getId());
    }

    @Test
    void endsNothingWhileATermCouldNotRollOn() {
        given(terms.rollOn()).willThrow(new IllegalStateException("database is away"));

        ENGINE.getManagementService().executeJob(startTimer().getId());
        assertThatThrownBy(() -> runJobs()).hasMessageContaining("database is away");

        then(terms).should(times(1)).rollOn();
        then(terms).should(never()).expire();
    }
}
