package io.tenantry.connector.payment;

import io.tenantry.connector.ConnectorProperties;
import io.tenantry.connector.Environment;
import io.tenantry.connector.FormEncoder;
import io.tenantry.postinvoice.PaymentGateway;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Builds the client; refuses to build one with which a sandbox would charge a real card. */
@Configuration
class StripeConfiguration {

    private static final Set<String> PRODUCTION = Set.of("stripe.com");

    @Bean
    PaymentGateway stripe(ConnectorProperties connectors, StripeProperties settings) {
        guard(connectors.environment(), settings);
        var errors = new StripeErrors();
        var api = settings.api()
                .client(errors::noAnswer)
                .encoder(new FormEncoder())
                .errorDecoder(errors)
                .requestInterceptor(request -> request.header("Authorization", "Bearer " + settings.apiKey())
                        .header("Stripe-Version", settings.apiVersion()))
                .target(StripeApi.class, settings.api().url().toString());
        return new StripePayments(api);
    }

    /** With a key for practice Stripe moves no money, even at its own host. */
    private static void guard(Environment environment, StripeProperties settings) {
        environment.admit(
                "tenantry.payment.base-url", settings.baseUrl(), settings.practises() ? Set.of() : PRODUCTION);
        if (environment == Environment.SANDBOX && !settings.practises()) {
            throw new IllegalStateException("tenantry.environment is SANDBOX, but tenantry.payment.api-key is no"
                    + " sk_test_ or rk_test_ key; use one or set tenantry.environment to PRODUCTION");
        }
    }
}
