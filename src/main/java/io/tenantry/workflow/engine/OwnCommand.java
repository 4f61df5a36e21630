package io.tenantry.workflow.engine;

import java.util.concurrent.Callable;
import org.camunda.bpm.engine.context.ProcessEngineContext;

/**
 * Runs something apart from the engine command that is under way. What the engine is told in it is written with its own
 * transaction, and not at the end of the outer command, which may fail.
 */
public final class OwnCommand {

    private OwnCommand() {}

    /** @param work opens a transaction of its own */
    public static void run(Runnable work) {
        Callable<Void> call = () -> {
            work.run();
            return null;
        };
        try {
            ProcessEngineContext.withNewProcessEngineContext(call);
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
