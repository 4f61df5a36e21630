package io.tenantry.workflow.clearance;

import io.tenantry.subscription.ProviderChecks;
import java.time.Clock;
import java.time.Duration;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Asks whether anything holds the change; what does is kept with it. */
@Component
class CheckClearance implements JavaDelegate {

    private final ProviderChecks checks;
    private final Clock clock;
    private final Duration lookAgainAfter;

    /** @param lookAgainAfter when it is asked again, should nobody have told that the hindrance is gone */
    CheckClearance(
            ProviderChecks checks,
            Clock clock,
            @Value("${tenantry.clearance.look-again-after:PT6H}") Duration lookAgainAfter) {
        this.checks = checks;
        this.clock = clock;
        this.lookAgainAfter = lookAgainAfter;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var data = new ClearanceData(execution);
        data.clearance(checks.of(data.change()), clock.instant().plus(lookAgainAfter));
    }
}
