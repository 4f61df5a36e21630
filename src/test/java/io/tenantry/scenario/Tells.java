package io.tenantry.scenario;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Which rows of the table {@code remediation-path} a story tells, by their ids: each of them decided a case that the story
 * has seen close. {@link RemediationScenario} holds the story to it, and a page of all stories is written from it.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Tells {

    String[] value();
}
