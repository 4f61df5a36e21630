package io.tenantry.connector;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What holds for all connectors.
 *
 * @param environment SANDBOX unless told otherwise: an unconfigured installation can harm nobody
 * @param secretKey encrypts the consents at rest; at least 32 characters, kept apart from the database. A sandbox may
 *     leave it empty and gets one of its own
 * @param secretKeyFile where a sandbox keeps its own key
 */
@ConfigurationProperties("tenantry")
public record ConnectorProperties(
        @DefaultValue("SANDBOX") Environment environment,
        @DefaultValue("") String secretKey,
        @DefaultValue("data/secret.key") String secretKeyFile) {}
