package io.tenantry.workflow.engine;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Shows a bean of {@code workflow} to the expressions of diagrams. Delegates and listeners are shown as they are;
 * anything else, such as the schedule of a timer, needs this.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface DiagramBean {}
