package io.tenantry.workflow.engine;

import io.tenantry.shared.NotRetryable;
import io.tenantry.shared.RetryAfter;
import java.time.Instant;
import java.util.Date;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.camunda.bpm.engine.impl.cmd.DefaultJobRetryCmd;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a job that failed: it is tried again as its task or the engine's settings say, in the hope that the
 * world has healed. Unless the failure is a definite answer ({@link NotRetryable}): then the job stops at once and
 * becomes an incident, so that a declined card is charged again only when a person says so. A system that named the time
 * of the next try ({@link RetryAfter}) is not asked before it.
 */
class RetryUnlessAnswered extends DefaultJobRetryCmd {

    RetryUnlessAnswered(String job, Throwable failure) {
        super(job, failure);
    }

    @Override
    public @Nullable Object execute(CommandContext context) {
        var job = getJob();
        if (job == null) {
            return super.execute(context);
        }
        if (!isDefiniteAnswer()) {
            super.execute(context);
            notBefore(job, retryAfter());
            return null;
        }
        job.unlock();
        logException(job);
        job.setRetries(0);
        notifyAcquisition(context);
        return null;
    }

    /** The engine's own pause, or the time that the other system named, whichever comes later. */
    private static void notBefore(JobEntity job, Optional<Instant> named) {
        var due = job.getDuedate();
        named.map(Date::from)
                .filter(earliest -> job.getRetries() > 0 && (due == null || due.before(earliest)))
                .ifPresent(job::setDuedate);
    }

    private Optional<Instant> retryAfter() {
        return causes().filter(RetryAfter.class::isInstance)
                .map(RetryAfter.class::cast)
                .map(RetryAfter::retryAfter)
                .filter(Objects::nonNull)
                .findFirst();
    }

    private boolean isDefiniteAnswer() {
        return causes().anyMatch(NotRetryable.class::isInstance);
    }

    private Stream<Throwable> causes() {
        return Stream.iterate(exception, Objects::nonNull, Throwable::getCause);
    }
}
