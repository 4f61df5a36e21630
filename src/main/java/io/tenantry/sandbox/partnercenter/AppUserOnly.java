package io.tenantry.sandbox.partnercenter;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks a call that Partner Center grants to a person's consent only, not to an application by itself. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface AppUserOnly {}
