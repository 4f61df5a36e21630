/** How the outside world misbehaves when it is told to: silence, refusals, slowness, before or after acting. */
package io.tenantry.sandbox.fault;
