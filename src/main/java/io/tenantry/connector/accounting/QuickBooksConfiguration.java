package io.tenantry.connector.accounting;

import io.tenantry.connector.ConnectorProperties;
import io.tenantry.postinvoice.AccountingSystem;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Builds the client; refuses to build one with which a sandbox would post to a real company's books. */
@Configuration
class QuickBooksConfiguration {

    /** Intuit's own sandbox is {@code sandbox-quickbooks.api.intuit.com} and may be used. */
    private static final Set<String> PRODUCTION = Set.of("quickbooks.api.intuit.com");

    @Bean
    AccountingSystem quickBooks(ConnectorProperties connectors, QuickBooksProperties settings) {
        connectors.environment().admit("tenantry.accounting.base-url", settings.baseUrl(), PRODUCTION);
        var errors = new QuickBooksErrors();
        var api = settings.api()
                .client(errors::noAnswer)
                .errorDecoder(errors)
                .requestInterceptor(request -> request.header("Authorization", "Bearer " + settings.accessToken()))
                .target(QuickBooksApi.class, settings.api().url().toString());
        return new QuickBooksAccounting(api, settings);
    }
}
