package io.tenantry.workflow.engine;

import io.tenantry.shared.NotRetryable;
import java.util.Objects;
import java.util.stream.Stream;
import org.camunda.bpm.engine.impl.cmd.DefaultJobRetryCmd;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a job that failed: it is tried again as its task or the engine's settings say, in the hope that the
 * world has healed. Unless the failure is a definite answer ({@link NotRetryable}): then the job stops at once and
 * becomes an incident, so that a declined card is charged again only when a person says so.
 */
class RetryUnlessAnswered extends DefaultJobRetryCmd {

    RetryUnlessAnswered(String job, Throwable failure) {
        super(job, failure);
    }

    @Override
    public @Nullable Object execute(CommandContext context) {
        var job = getJob();
        if (job == null || !isDefiniteAnswer()) {
            return super.execute(context);
        }
        job.unlock();
        logException(job);
        job.setRetries(0);
        notifyAcquisition(context);
        return null;
    }

    private boolean isDefiniteAnswer() {
        return Stream.iterate(exception, Objects::nonNull, Throwable::getCause)
                .anyMatch(NotRetryable.class::isInstance);
    }
}
