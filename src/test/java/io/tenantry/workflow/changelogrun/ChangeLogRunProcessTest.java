package io.tenantry.workflow.changelogrun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;

import io.tenantry.invoicing.BillingRuns;
import io.tenantry.workflow.ProcessTest;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class ChangeLogRunProcessTest extends ProcessTest {

    private BillingRuns runs;

    ChangeLogRunProcessTest() {
        super(ChangeLogRunProcess.KEY);
    }

    @Override
    protected void open() {
        runs = mock();
        bind(new ChangeLogSchedule("0 30 5 * * ?"), new RequestChangeLogRun(runs, calendar()));
    }

    @Test
    void asksForARunByItselfEveryNight() {
        var timer = startTimer();

        ENGINE.getManagementService().executeJob(timer.getId());
        runJobs();

        then(runs).should(times(1)).requestChangeLogs(LocalDate.parse("2026-03-10"));
        assertThat(startTimer().getId()).isNotEqualTo(timer.getId());
    }
}
