/**
 * A real PostgreSQL that the application brings along and starts itself, so that a fresh machine needs nothing but a
 * JDK. It steps aside as soon as {@code spring.datasource.url} names a database.
 *
 * <p>It keeps its data, survives a restart and a killed JVM, and is no part of a production set-up. Start reading at
 * {@link io.tenantry.postgres.EmbeddedDatabaseInitializer}.
 */
@ApplicationModule(
        displayName = "Embedded PostgreSQL",
        allowedDependencies = {})
package io.tenantry.postgres;

import org.springframework.modulith.ApplicationModule;
