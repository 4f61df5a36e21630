/** The state that the sandbox's systems share: documents in one file, and the clock by which they live. */
package io.tenantry.sandbox.world;
