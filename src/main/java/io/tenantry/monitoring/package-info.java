/**
 * What waits for somebody: the queues of the home page and the saved views, read by SQL from the views that the other
 * modules publish and from the engine's run-time tables. It writes nothing.
 */
@org.springframework.modulith.ApplicationModule(allowedDependencies = "shared")
package io.tenantry.monitoring;
