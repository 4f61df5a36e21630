package io.tenantry.workflow.engine;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Shows a bean to the expressions of diagrams. Delegates and listeners are shown as they are; anything else, such as a
 * source of dates for a timer, needs this and must lie in {@code workflow} or {@code decision}.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface DiagramBean {}
