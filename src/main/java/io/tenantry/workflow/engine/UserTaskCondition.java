package io.tenantry.workflow.engine;

import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateTask;

/**
 * When a user task is done in truth. Somebody who completes it in Tasklist is asked to have done the thing first; the
 * domain, not the click, says whether it has been done. A task without such a condition can be completed only by what
 * happens in the domain.
 */
public interface UserTaskCondition {

    /** The task's id in its diagram, such as {@code mapProviderAccount}. */
    String task();

    /**
     * Why the task cannot be completed yet, as a sentence that says what to do in its place; empty once the thing has
     * been done.
     */
    Optional<String> openReason(DelegateTask task);
}
