package io.tenantry.workflow.engine;

/**
 * Completes user tasks because the thing has happened in the domain. The doors to the processes use it when they hear of
 * it; everybody else who completes a task meets the {@link UserTaskGuard}.
 */
public final class DomainCompletion {

    private static final ThreadLocal<Boolean> UNDER_WAY = ThreadLocal.withInitial(() -> false);

    private DomainCompletion() {}

    /** Runs what completes the task; it holds for this thread and ends with it. */
    public static void run(Runnable completion) {
        var outer = UNDER_WAY.get();
        UNDER_WAY.set(true);
        try {
            completion.run();
        } finally {
            if (!outer) {
                UNDER_WAY.remove();
            }
        }
    }

    static boolean isUnderWay() {
        return UNDER_WAY.get();
    }
}
