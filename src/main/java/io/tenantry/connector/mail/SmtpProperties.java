package io.tenantry.connector.mail;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who our mails come from; the server itself is {@code spring.mail.*}.
 *
 * @param from the address that invoices and notices are sent from, such as {@code Billing <billing@example.com>}
 */
@ConfigurationProperties("tenantry.mail")
record SmtpProperties(@DefaultValue("Tenantry <billing@tenantry.example>") String from) {}
