/**
 * Any provider with a REST API of its own, behind the same port as Partner Center: an administrator writes its calls as
 * templates, with JSON pointers into its answers. Start with {@link io.tenantry.connector.rest.RestSettings}.
 */
package io.tenantry.connector.rest;
