package io.tenantry.sandbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tenantry.sandbox.accounting.AccountingBearerCheck;
import io.tenantry.sandbox.accounting.AccountingEndpoint;
import io.tenantry.sandbox.accounting.Books;
import io.tenantry.sandbox.control.BehaviourEndpoint;
import io.tenantry.sandbox.control.ClockEndpoint;
import io.tenantry.sandbox.control.FaultEndpoint;
import io.tenantry.sandbox.control.OutOfBandEndpoint;
import io.tenantry.sandbox.control.PortalEndpoint;
import io.tenantry.sandbox.control.RequestLogEndpoint;
import io.tenantry.sandbox.control.WebhookControlEndpoint;
import io.tenantry.sandbox.distributor.ApiKeyCheck;
import io.tenantry.sandbox.distributor.Distributor;
import io.tenantry.sandbox.distributor.DistributorEndpoint;
import io.tenantry.sandbox.distributor.RememberedAnswers;
import io.tenantry.sandbox.fault.FaultFilter;
import io.tenantry.sandbox.fault.Faults;
import io.tenantry.sandbox.http.ConnectionCutter;
import io.tenantry.sandbox.http.EndpointMapping;
import io.tenantry.sandbox.http.InFlightFilter;
import io.tenantry.sandbox.http.IntakeFilter;
import io.tenantry.sandbox.http.RequestLog;
import io.tenantry.sandbox.http.TransactionFilter;
import io.tenantry.sandbox.http.WireErrorResolver;
import io.tenantry.sandbox.mail.MailEndpoint;
import io.tenantry.sandbox.mail.MailServer;
import io.tenantry.sandbox.mail.Mails;
import io.tenantry.sandbox.partnercenter.AccessTokens;
import io.tenantry.sandbox.partnercenter.AddressEndpoint;
import io.tenantry.sandbox.partnercenter.AgreementEndpoint;
import io.tenantry.sandbox.partnercenter.Agreements;
import io.tenantry.sandbox.partnercenter.BearerCheck;
import io.tenantry.sandbox.partnercenter.Behaviour;
import io.tenantry.sandbox.partnercenter.CartEndpoint;
import io.tenantry.sandbox.partnercenter.Carts;
import io.tenantry.sandbox.partnercenter.Catalog;
import io.tenantry.sandbox.partnercenter.CatalogEndpoint;
import io.tenantry.sandbox.partnercenter.Consents;
import io.tenantry.sandbox.partnercenter.CotermEndpoint;
import io.tenantry.sandbox.partnercenter.CustomerEndpoint;
import io.tenantry.sandbox.partnercenter.Customers;
import io.tenantry.sandbox.partnercenter.OrderEndpoint;
import io.tenantry.sandbox.partnercenter.Orders;
import io.tenantry.sandbox.partnercenter.OutOfBand;
import io.tenantry.sandbox.partnercenter.Portal;
import io.tenantry.sandbox.partnercenter.PriceSheetEndpoint;
import io.tenantry.sandbox.partnercenter.RequestIdReplay;
import io.tenantry.sandbox.partnercenter.Shop;
import io.tenantry.sandbox.partnercenter.SignInEndpoint;
import io.tenantry.sandbox.partnercenter.SubscriptionChanges;
import io.tenantry.sandbox.partnercenter.SubscriptionEndpoint;
import io.tenantry.sandbox.partnercenter.Subscriptions;
import io.tenantry.sandbox.partnercenter.TenantThrottle;
import io.tenantry.sandbox.partnercenter.TransitionEndpoint;
import io.tenantry.sandbox.partnercenter.Transitions;
import io.tenantry.sandbox.partnercenter.WebhookDispatch;
import io.tenantry.sandbox.partnercenter.WebhookEndpoint;
import io.tenantry.sandbox.partnercenter.WebhookSignature;
import io.tenantry.sandbox.partnercenter.Webhooks;
import io.tenantry.sandbox.payment.IdempotencyKeys;
import io.tenantry.sandbox.payment.PaymentEndpoint;
import io.tenantry.sandbox.payment.PaymentIntents;
import io.tenantry.sandbox.payment.PaymentMethods;
import io.tenantry.sandbox.payment.SecretKeyCheck;
import io.tenantry.sandbox.world.Json;
import io.tenantry.sandbox.world.SandboxClock;
import io.tenantry.sandbox.world.World;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.http.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.DispatcherServletAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.ServletWebServerFactoryAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.WebMvcAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.WebMvcRegistrations;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.Compression;
import org.springframework.boot.web.server.Shutdown;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * The sandbox's parts, named one by one. It is no stereotype and nothing here is scanned for, so that neither the
 * application finds the sandbox's controllers nor the sandbox the application's.
 *
 * <p>Run as a process of its own it listens on port 8090, takes mail on 8025 and keeps its state in {@code
 * data/sandbox.mv}; {@code -Dsandbox.port}, {@code sandbox.smtp-port}, {@code sandbox.store} and {@code sandbox.address}, or
 * the environment variables SANDBOX_PORT and so on, say otherwise.
 */
@ImportAutoConfiguration({
    ServletWebServerFactoryAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class,
    WebMvcAutoConfiguration.class,
    HttpMessageConvertersAutoConfiguration.class
})
@Import({
    Books.class,
    Distributor.class,
    RememberedAnswers.class,
    DistributorEndpoint.class,
    Faults.class,
    FaultFilter.class,
    RequestLog.class,
    IntakeFilter.class,
    InFlightFilter.class,
    TransactionFilter.class,
    WireErrorResolver.class,
    Behaviour.class,
    TenantThrottle.class,
    AccessTokens.class,
    Consents.class,
    Webhooks.class,
    WebhookSignature.class,
    WebhookDispatch.class,
    Agreements.class,
    Catalog.class,
    Customers.class,
    Carts.class,
    Orders.class,
    Subscriptions.class,
    SubscriptionChanges.class,
    Transitions.class,
    Shop.class,
    OutOfBand.class,
    Portal.class,
    PaymentMethods.class,
    PaymentIntents.class,
    IdempotencyKeys.class,
    Mails.class,
    SignInEndpoint.class,
    CustomerEndpoint.class,
    CatalogEndpoint.class,
    PriceSheetEndpoint.class,
    CartEndpoint.class,
    OrderEndpoint.class,
    SubscriptionEndpoint.class,
    TransitionEndpoint.class,
    AgreementEndpoint.class,
    AddressEndpoint.class,
    CotermEndpoint.class,
    WebhookEndpoint.class,
    AccountingEndpoint.class,
    PaymentEndpoint.class,
    MailEndpoint.class,
    ClockEndpoint.class,
    FaultEndpoint.class,
    RequestLogEndpoint.class,
    OutOfBandEndpoint.class,
    PortalEndpoint.class,
    BehaviourEndpoint.class,
    WebhookControlEndpoint.class
})
public class SandboxApplication {

    private static final int LARGEST_HEADER = 64 * 1024;

    public static void main(String[] arguments) {
        var sandbox = Sandbox.start(SandboxSettings.from(new StandardEnvironment(), arguments));
        Runtime.getRuntime().addShutdownHook(new Thread(sandbox::close));
        System.Logger log = System.getLogger(Sandbox.class.getName());
        log.log(System.Logger.Level.INFO, "The sandbox is ready at {0}, mails at {0}/mail", sandbox.baseUrl());
    }

    @Bean
    SandboxClock clock(World world) {
        return new SandboxClock(world, Clock.systemUTC());
    }

    @Bean
    ObjectMapper objectMapper() {
        return Json.mapper();
    }

    @Bean
    MailServer mailServer(SandboxSettings settings, World world, Mails mails, Faults faults)
            throws UnknownHostException {
        return new MailServer(settings.address(), settings.smtpPort(), world, mails, faults);
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> ports(SandboxSettings settings) {
        return factory -> {
            factory.setPort(settings.port());
            factory.setShutdown(Shutdown.IMMEDIATE);
            factory.setAddress(address(settings));
            factory.addEngineValves(new ConnectionCutter());
            factory.addConnectorCustomizers(
                    connector -> connector.setProperty("maxHttpRequestHeaderSize", Integer.toString(LARGEST_HEADER)));
            var compression = new Compression();
            compression.setEnabled(true);
            factory.setCompression(compression);
        };
    }

    private static InetAddress address(SandboxSettings settings) {
        try {
            return InetAddress.getByName(settings.address());
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("The sandbox's address " + settings.address() + " is unknown", e);
        }
    }

    @Bean
    WebMvcRegistrations endpointMapping() {
        return new WebMvcRegistrations() {
            @Override
            public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
                return new EndpointMapping();
            }
        };
    }

    @Bean
    WebMvcConfigurer checks(AccessTokens tokens, TenantThrottle throttle, World world) {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new BearerCheck(tokens));
                registry.addInterceptor(throttle);
                registry.addInterceptor(new RequestIdReplay(world));
                registry.addInterceptor(new AccountingBearerCheck());
                registry.addInterceptor(new SecretKeyCheck());
                registry.addInterceptor(new ApiKeyCheck());
            }
        };
    }
}
