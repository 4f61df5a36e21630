package io.tenantry.workflow;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

import io.tenantry.subscription.LicenseChanges;
import io.tenantry.subscription.Telling;
import io.tenantry.subscription.Tellings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeEach;

/** A process that has changes provisioned, with stand-ins for what it calls: clearance, people and linked parents. */
public abstract class ProvisionedProcessTest extends ProcessTest {

    /** What the clearance says, one after the other; the last one stays. */
    protected final List<String> clearances = new ArrayList<>();

    /** What becomes of the linked parent's change, one after the other; the last one stays. */
    protected final List<String> parentOutcomes = new ArrayList<>();

    protected String kind = "AUTOMATIC";
    protected boolean parentHasNothingToDo;

    /** The provider may know the change already: its answer was lost. */
    /** What the provider holds before a change, by the ledger. */
    protected static final int HELD = 12;

    protected boolean repeated;

    protected ProvisionedProcessTest(String process, String... tables) {
        super(process, tables);
    }

    @Override
    protected List<String> called() {
        return List.of("clearance", "manual-order", "linked-order");
    }

    @BeforeEach
    void standIn() {
        kind = "AUTOMATIC";
        repeated = false;
        parentHasNothingToDo = false;
        clearances.clear();
        clearances.add("CLEARED");
        parentOutcomes.clear();
        parentOutcomes.add("SETTLED");
        bind("lookAtAgreement", execution -> {});
        bind("checkClearance", this::clear);
        bind("askOperations", execution -> {});
        bind("pushToParent", execution -> {});
        bind("checkParentOutcome", this::decide);
    }

    protected static Polling polling() {
        return new Polling(clock(), Duration.ofMinutes(1), Duration.ofHours(1), Duration.ofHours(24));
    }

    /** Tells what {@code changes} say is to be told. */
    protected Tellings tellings(LicenseChanges changes) {
        Tellings tellings = mock();
        given(tellings.tell(any(), any())).willAnswer(call -> {
            Function<Telling, Object> act = call.getArgument(1);
            return act.apply(new Telling(changes.provisioningOrder(call.getArgument(0)), HELD, repeated, null));
        });
        return tellings;
    }

    /** A person says what became of it; null words say that it was done. */
    protected void answer(String impossible) {
        var waiting = confirmation();
        ENGINE.getTaskService()
                .complete(
                        waiting.getId(),
                        Map.of("done", impossible == null, "refusal", impossible == null ? "" : impossible));
    }

    protected Task confirmation() {
        return ENGINE.getTaskService()
                .createTaskQuery()
                .taskDefinitionKey("confirmAtProvider")
                .singleResult();
    }

    protected static void correlate(String message) {
        ENGINE.getRuntimeService().createMessageCorrelation(message).correlateAll();
    }

    private void clear(DelegateExecution execution) {
        var verdict = clearances.size() > 1 ? clearances.remove(0) : clearances.get(0);
        execution.setVariable("clearance", verdict);
        execution.setVariable("refusal", verdict.equals("REFUSED") ? "Acme cannot move products" : "");
        execution.setVariable("lookAgainAt", java.util.Date.from(NOW.plus(Duration.ofHours(6))));
        execution.setVariable("providerKind", kind);
        execution.setVariable("nothingToDo", kind.equals("DO_NOTHING"));
    }

    private void decide(DelegateExecution execution) {
        execution.setVariable(
                "parentOutcome", parentOutcomes.size() > 1 ? parentOutcomes.remove(0) : parentOutcomes.get(0));
        execution.setVariable("nothingToDo", parentHasNothingToDo);
        execution.setVariable("refusal", "License change LCL-9 has failed: no seats left");
    }
}
