package io.tenantry.connector.partnercenter;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whom to believe that an event comes from Partner Center.
 *
 * @param certificateHosts from where certificates may be fetched; a signature cannot send us anywhere else. A sandbox
 *     trusts the host of its own Partner Center besides
 * @param organization whose certificates they are
 * @param trustStore a PKCS12 store with the roots to trust, on the class path or as a file; empty trusts those of Java. A
 *     sandbox that names none trusts the sandbox's own
 * @param trustStorePassword of that store
 */
@ConfigurationProperties("tenantry.partner-center.webhook")
record WebhookProperties(
        @DefaultValue("3psostorageacct.blob.core.windows.net") List<String> certificateHosts,
        @DefaultValue("Microsoft Corporation") String organization,
        @DefaultValue("") String trustStore,
        @DefaultValue("") String trustStorePassword) {}
