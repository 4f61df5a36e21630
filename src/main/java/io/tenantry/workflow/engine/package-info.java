/**
 * The engine as this house wants it: what diagrams may see, who may do what in Cockpit and Tasklist, what happens to a
 * job that fails, and whose clock it follows. No process lives here; the processes' folders beside this one use it.
 *
 * <p>Start reading at {@link io.tenantry.workflow.engine.EngineConfiguration}.
 */
package io.tenantry.workflow.engine;
