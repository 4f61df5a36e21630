package io.tenantry.connector.accounting;

import io.tenantry.connector.Endpoint;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How to reach QuickBooks Online.
 *
 * @param company the company's id (realm)
 * @param loginUrl where tokens are issued; used with a refresh token only
 * @param refreshToken of a new connection; empty uses the sandbox's token
 * @param salesItem id of the item that invoice lines are booked on
 * @param taxItem id of the item that the tax line is booked on
 */
@ConfigurationProperties("tenantry.accounting")
record QuickBooksProperties(
        @DefaultValue("http://localhost:8090") URI baseUrl,
        @DefaultValue("https://oauth.platform.intuit.com") URI loginUrl,
        @DefaultValue("1") String company,
        @DefaultValue("") String clientId,
        @DefaultValue("") String clientSecret,
        @DefaultValue("") String refreshToken,
        @DefaultValue("sandbox") String sandboxToken,
        @DefaultValue("1") String salesItem,
        @DefaultValue("2") String taxItem,
        @DefaultValue("5s") Duration connectTimeout,
        @DefaultValue("60s") Duration readTimeout) {

    Endpoint login() {
        return new Endpoint(loginUrl, connectTimeout, readTimeout);
    }

    Endpoint api() {
        return new Endpoint(baseUrl, connectTimeout, readTimeout);
    }
}
