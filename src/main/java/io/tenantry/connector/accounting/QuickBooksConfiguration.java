package io.tenantry.connector.accounting;

import io.tenantry.connector.ConnectorProperties;
import io.tenantry.connector.consent.Consents;
import io.tenantry.postinvoice.AccountingSystem;
import java.time.Clock;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Builds the client; refuses to build one with which a sandbox would post to a real company's books. */
@Configuration
class QuickBooksConfiguration {

    /** Intuit's own sandbox is {@code sandbox-quickbooks.api.intuit.com} and may be used. */
    private static final Set<String> PRODUCTION = Set.of("quickbooks.api.intuit.com");

    @Bean
    QuickBooksToken quickBooksToken(QuickBooksProperties settings, Consents consents, Clock clock) {
        return new QuickBooksToken(settings, consents, clock);
    }

    @Bean
    AccountingSystem quickBooks(ConnectorProperties connectors, QuickBooksProperties settings, QuickBooksToken token) {
        connectors.environment().admit("tenantry.accounting.base-url", settings.baseUrl(), PRODUCTION);
        var errors = new QuickBooksErrors(token);
        var api = settings.api()
                .client(QuickBooksErrors::noAnswer)
                .errorDecoder(errors)
                .requestInterceptor(token)
                .target(QuickBooksApi.class, settings.api().url().toString());
        return new QuickBooksAccounting(api, settings);
    }
}
