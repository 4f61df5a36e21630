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
 * @param salesItem id of the item that invoice lines are booked on
 * @param taxItem id of the item that the tax line is booked on
 */
@ConfigurationProperties("tenantry.accounting")
record QuickBooksProperties(
        @DefaultValue("http://localhost:8090") URI baseUrl,
        @DefaultValue("1") String company,
        @DefaultValue("sandbox") String accessToken,
        @DefaultValue("1") String salesItem,
        @DefaultValue("2") String taxItem,
        @DefaultValue("5s") Duration connectTimeout,
        @DefaultValue("60s") Duration readTimeout) {

    Endpoint api() {
        return new Endpoint(baseUrl, connectTimeout, readTimeout);
    }
}
