package io.tenantry.connector.payment;

import io.tenantry.connector.Endpoint;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How to reach Stripe.
 *
 * @param apiKey {@code sk_test_…} to practise, {@code sk_live_…} to work
 * @param apiVersion the version of the API that this connector was written for
 */
@ConfigurationProperties("tenantry.payment")
record StripeProperties(
        @DefaultValue("http://localhost:8090") URI baseUrl,
        @DefaultValue("sk_test_sandbox") String apiKey,
        @DefaultValue("2026-07-29.dahlia") String apiVersion,
        @DefaultValue("5s") Duration connectTimeout,
        @DefaultValue("60s") Duration readTimeout) {

    Endpoint api() {
        return new Endpoint(baseUrl, connectTimeout, readTimeout);
    }

    /** Stripe tells practice from work by the key; the host is the same. */
    boolean practises() {
        return apiKey.startsWith("sk_test_") || apiKey.startsWith("rk_test_");
    }
}
