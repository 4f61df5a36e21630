package io.tenantry.connector.partnercenter;

import io.tenantry.connector.Endpoint;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How to reach Partner Center; sandbox and production differ here and nowhere else.
 *
 * @param baseUrl the REST API, without {@code /v1}
 * @param loginUrl where tokens are issued
 * @param tenantId the partner's own tenant
 * @param refreshToken of a new consent (Secure Application Model); empty signs in as the application alone
 * @param resource the audience that tokens are asked for
 * @param locale language of the provider's words
 * @param pageSize tenants on one page, 1 to 500
 */
@ConfigurationProperties("tenantry.partner-center")
record PartnerCenterProperties(
        @DefaultValue("http://localhost:8090") URI baseUrl,
        @DefaultValue("http://localhost:8090") URI loginUrl,
        @DefaultValue("partner") String tenantId,
        @DefaultValue("tenantry") String clientId,
        @DefaultValue("sandbox") String clientSecret,
        @DefaultValue("") String refreshToken,
        @DefaultValue("https://api.partnercenter.microsoft.com") String resource,
        @DefaultValue("en-US") String locale,
        @DefaultValue("500") int pageSize,
        @DefaultValue("5s") Duration connectTimeout,
        @DefaultValue("60s") Duration readTimeout) {

    Endpoint api() {
        return new Endpoint(baseUrl, connectTimeout, readTimeout);
    }

    Endpoint login() {
        return new Endpoint(loginUrl, connectTimeout, readTimeout);
    }
}
