package io.tenantry.workflow.operations;

import io.tenantry.subscription.LicenseChanges;
import io.tenantry.subscription.WaitingFor;
import io.tenantry.workflow.engine.IncidentRaised;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A change whose step stopped after all its tries says so itself, with the words of the last failure. It stays Awaiting,
 * because its order may have been carried out: putting it back tries the same step with the same request id again.
 */
@Component
class StuckChanges {

    private static final Logger LOG = LoggerFactory.getLogger(StuckChanges.class);
    private static final Set<String> PROCESSES = Set.of("provisioning", "change");

    private final RuntimeService runtime;
    private final LicenseChanges changes;
    private final TransactionTemplate apart;

    StuckChanges(RuntimeService runtime, LicenseChanges changes, PlatformTransactionManager transactions) {
        this.runtime = runtime;
        this.changes = changes;
        apart = new TransactionTemplate(transactions);
        apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** The transaction of the step that stopped is over when this is heard, so it is said in one of its own. */
    @EventListener
    void say(IncidentRaised raised) {
        if (!PROCESSES.contains(raised.process())) {
            return;
        }
        runtime.createProcessInstanceQuery()
                .processDefinitionKey(raised.process())
                .processInstanceBusinessKey(raised.businessKey())
                .list()
                .forEach(instance -> say(instance, raised));
    }

    /** A business key is the scheduled change's as long as the process lives; the variable follows the merge. */
    private void say(ProcessInstance instance, IncidentRaised raised) {
        var change = Objects.toString(runtime.getVariable(instance.getId(), "changeNumber"), "");
        if (!change.startsWith("LCL-")) {
            return;
        }
        try {
            apart.executeWithoutResult(
                    status -> changes.waits(change, WaitingFor.PROVIDER_UNREACHABLE, words(change, raised)));
        } catch (RuntimeException failed) {
            LOG.warn("{} is stuck at {} and could not say so", change, raised.activity(), failed);
        }
    }

    private static String words(String change, IncidentRaised raised) {
        var words = List.of(
                "The step '" + raised.activity() + "' stopped after all its tries:",
                raised.message().isBlank() ? "no answer." : raised.message() + ".",
                "Mend the cause, then put " + change
                        + " back to Awaiting Provisioning: it is tried again under the same request id.");
        return String.join(" ", words);
    }
}
