package io.tenantry.connector.partnercenter;

import feign.RequestTemplate;
import io.tenantry.connector.ConnectorProperties;
import io.tenantry.connector.consent.Consents;
import io.tenantry.decision.ProviderErrorLane;
import io.tenantry.provider.Provider;
import java.time.Clock;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Builds the client; refuses to build one with which a sandbox would reach production. */
@Configuration
class PartnerCenterConfiguration {

    /** Microsoft's global cloud, and 21Vianet's in China. */
    private static final Set<String> PRODUCTION =
            Set.of("microsoft.com", "microsoftonline.com", "windows.net", "microsoftonline.cn", "chinacloudapi.cn");

    @Bean
    PartnerCenterToken partnerCenterToken(PartnerCenterProperties settings, Consents consents, Clock clock) {
        return new PartnerCenterToken(settings, consents, clock);
    }

    @Bean
    PartnerCenterErrors partnerCenterErrors(ProviderErrorLane lanes, PartnerCenterToken token, Clock clock) {
        return new PartnerCenterErrors(lanes, token, clock);
    }

    @Bean
    Provider partnerCenter(
            ConnectorProperties connectors,
            PartnerCenterProperties settings,
            PartnerCenterToken token,
            PartnerCenterErrors errors) {
        var environment = connectors.environment();
        environment.admit("tenantry.partner-center.base-url", settings.baseUrl(), PRODUCTION);
        environment.admit("tenantry.partner-center.login-url", settings.loginUrl(), PRODUCTION);
        return build(settings, token, errors);
    }

    private static Provider build(
            PartnerCenterProperties settings, PartnerCenterToken token, PartnerCenterErrors errors) {
        var api = settings.api()
                .client(errors::noAnswer)
                .decoder(new PartnerCenterAnswers())
                .errorDecoder(errors)
                .requestInterceptor(request -> describe(request, settings.locale()))
                .requestInterceptor(token)
                .target(PartnerCenterApi.class, settings.api().url().toString());
        return new PartnerCenterProvider(api, errors, token, settings.pageSize());
    }

    /** A call that changes nothing gets a request id of its own; every call is traced by a new correlation id. */
    private static void describe(RequestTemplate request, String locale) {
        request.header("MS-Contract-Version", "v1");
        request.header("MS-CorrelationId", UUID.randomUUID().toString());
        request.header("X-Locale", locale);
        if (!request.headers().containsKey("MS-RequestId")) {
            request.header("MS-RequestId", UUID.randomUUID().toString());
        }
    }
}
