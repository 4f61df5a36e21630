package io.tenantry.workflow.operations;

import io.tenantry.provider.Connectivity;
import io.tenantry.remediation.Connections;
import io.tenantry.remediation.Fact;
import io.tenantry.remediation.Fix;
import io.tenantry.remediation.FixMaker;
import io.tenantry.remediation.FixOrder;
import io.tenantry.shared.Refused;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/** Gives a step that stopped another try, once what stopped it is put right. */
@Component
class StepFixes implements FixMaker {

    private final Incidents incidents;
    private final Connections connections;

    StepFixes(Incidents incidents, Connections connections) {
        this.incidents = incidents;
        this.connections = connections;
    }

    @Override
    public Map<Fix, Consumer<FixOrder>> fixes() {
        return Map.of(
                Fix.RETRY_STEP,
                order -> incidents.retry(order.known(Fact.STEP_INCIDENT), order.reason()),
                Fix.VERIFY_CONNECTIVITY,
                this::verify,
                Fix.RENEW_CONSENT,
                this::renewConsent,
                Fix.ACTIVATE_PROVIDER,
                order -> connections.activate(order.known(Fact.PROVIDER), order.reason()));
    }

    private void verify(FixOrder order) {
        goOn(order, connections.verify(order.known(Fact.PROVIDER)));
    }

    private void renewConsent(FixOrder order) {
        goOn(order, connections.renewConsent(order.known(Fact.PROVIDER), order.text("refreshToken"), order.reason()));
    }

    /** A step that is still being tried goes on by itself as soon as the provider can be reached. */
    private void goOn(FixOrder order, Connectivity seen) {
        if (!seen.connected()) {
            throw new Refused(
                    "not-connected",
                    order.known(Fact.PROVIDER) + " cannot be reached yet: " + seen.message()
                            + ". Renew the consent of its application user, then verify again");
        }
        if (order.facts().text(Fact.STEP_INCIDENT) != null) {
            incidents.retry(order.known(Fact.STEP_INCIDENT), order.reason());
        }
    }
}
