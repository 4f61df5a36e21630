package io.tenantry.workflow.engine;

import java.util.function.Supplier;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.bpmn.behavior.UserTaskActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;

/**
 * Stands at each user task of each diagram and lets it be completed only when the thing has been done in the domain. A
 * click in Tasklist alone maps no account and repairs no invoice, and a process must not go on as if it had.
 */
class UserTaskGuard extends AbstractBpmnParseListener {

    private final Supplier<Stream<UserTaskCondition>> conditions;

    UserTaskGuard(Supplier<Stream<UserTaskCondition>> conditions) {
        this.conditions = conditions;
    }

    /** Built in, so that it cannot be skipped along with a diagram's own listeners. */
    @Override
    public void parseUserTask(Element task, ScopeImpl scope, ActivityImpl activity) {
        ((UserTaskActivityBehavior) activity.getActivityBehavior())
                .getTaskDefinition()
                .addBuiltInTaskListener(TaskListener.EVENTNAME_COMPLETE, this::requireDone);
    }

    private void requireDone(DelegateTask task) {
        if (DomainCompletion.isUnderWay()) {
            return;
        }
        var condition = conditions
                .get()
                .filter(each -> each.task().equals(task.getTaskDefinitionKey()))
                .findFirst()
                .orElseThrow(
                        () -> refusal(
                                task,
                                "It completes by itself when the thing it asks for is done in Tenantry; do that in its place."));
        condition.openReason(task).ifPresent(reason -> {
            throw refusal(task, reason);
        });
    }

    /** Without a cause, or the engine would look for an error event of the diagram to go on with. */
    private static ProcessEngineException refusal(DelegateTask task, String reason) {
        return new ProcessEngineException("Task '%s' cannot be completed here. %s".formatted(task.getName(), reason));
    }
}
