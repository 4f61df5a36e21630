/**
 * How the application shows itself: it starts the sandbox inside, keeps the sandbox's clock with its own, and plays the
 * demo story over the public API, as anybody could with {@code curl}. Nothing of it is there while {@code
 * tenantry.sandbox.enabled} is false.
 */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"shared", "sandbox"})
package io.tenantry.demo;
