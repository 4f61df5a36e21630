/** The mail server, through Spring's mail support and {@code spring.mail.*}. */
package io.tenantry.connector.mail;
