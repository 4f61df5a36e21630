/**
 * A Partner Center, an accounting system, a payment gateway and a mail server to practise on. They keep state and rules of
 * their own and are spoken to over real HTTP and SMTP only, by the same clients as production; the wire formats are the
 * published ones. Nothing here knows the application, and the application starts it through {@link
 * io.tenantry.sandbox.Sandbox} alone. Read {@code Sandbox} first, then the package of the system that you look for.
 */
@ApplicationModule(allowedDependencies = {})
package io.tenantry.sandbox;

import org.springframework.modulith.ApplicationModule;
