package io.tenantry.sandbox.http;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.web.bind.annotation.ResponseBody;

/**
 * Marks a controller of the sandbox. It is deliberately no Spring stereotype: the application, which lives in the package
 * above, must not find the outside world's controllers and serve them as its own.
 */
@Documented
@ResponseBody
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface SandboxEndpoint {}
