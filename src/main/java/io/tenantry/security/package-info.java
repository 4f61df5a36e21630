/**
 * Who may come in and what each may do: the roles, the log-ins and the rules at the edge. The engine's own web
 * applications get the same people through {@code workflow.engine}, so there is one log-in for all.
 *
 * <p>Start reading at {@link io.tenantry.security.Role}.
 */
@ApplicationModule(displayName = "Security", allowedDependencies = "shared")
package io.tenantry.security;

import org.springframework.modulith.ApplicationModule;
