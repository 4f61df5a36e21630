package io.tenantry.workflow.engine;

import java.lang.reflect.Modifier;
import org.camunda.bpm.engine.delegate.BpmnError;

/**
 * Turns a definite no into the error that a diagram catches: the error's code is the exception's name. A connector may
 * throw a kind of its own that nobody else can see; the diagram knows the port's, which that one is.
 */
public final class BusinessErrors {

    /** Fits into a variable of the engine, with room to spare. */
    private static final int LONGEST_MESSAGE = 2000;

    private BusinessErrors() {}

    /** To be thrown by a delegate; the words of who refused travel with it. */
    public static BpmnError of(RuntimeException refusal) {
        var words = String.valueOf(refusal.getMessage());
        return new BpmnError(
                publicKind(refusal.getClass()).getSimpleName(),
                words.length() <= LONGEST_MESSAGE ? words : words.substring(0, LONGEST_MESSAGE - 1) + "…",
                refusal);
    }

    private static Class<?> publicKind(Class<?> kind) {
        return Modifier.isPublic(kind.getModifiers()) ? kind : publicKind(kind.getSuperclass());
    }
}
