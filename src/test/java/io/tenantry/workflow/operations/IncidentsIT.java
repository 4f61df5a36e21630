package io.tenantry.workflow.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.ScenarioTest;
import io.tenantry.monitoring.Dashboards;
import io.tenantry.monitoring.OpenIncident;
import java.util.Optional;
import org.camunda.bpm.engine.ManagementService;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A timer that cannot start its process belongs to no case; it must not be overlooked for that. */
class IncidentsIT extends ScenarioTest {

    @Autowired
    private ManagementService management;

    @Autowired
    private Dashboards dashboards;

    @Autowired
    private Incidents incidents;

    @Test
    void showsATimerThatCouldNotStartItsProcessUntilItIsRetried() {
        var timer = management.createJobQuery().timers().list().stream()
                .filter(job -> job.getProcessInstanceId() == null)
                .filter(job -> job.getProcessDefinitionKey().equals("provider-sync"))
                .findFirst()
                .orElseThrow();
        management.setJobRetries(timer.getId(), 0);

        var shown = stuckSync().orElseThrow();

        assertThat(shown.businessKey()).isNull();
        assertThat(shown.processInstanceId()).isNull();
        assertThat(shown.task()).isNotEmpty();

        incidents.retry(shown.id(), "Repaired");

        assertThat(stuckSync()).isEmpty();
        management.setJobRetries(timer.getId(), timer.getRetries());
    }

    private Optional<OpenIncident> stuckSync() {
        return dashboards.incidents().stream()
                .filter(incident -> incident.process().equals("provider-sync") && incident.businessKey() == null)
                .findFirst();
    }
}
