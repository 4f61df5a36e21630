package io.tenantry.connector.accounting;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.tenantry.connector.Environment;
import io.tenantry.connector.Settings;
import io.tenantry.connector.consent.Consents;
import io.tenantry.postinvoice.AccountingSystem;
import io.tenantry.postinvoice.AccountingSystem.Entry;
import io.tenantry.postinvoice.AccountingSystem.EntryLine;
import io.tenantry.postinvoice.AccountingSystem.Party;
import io.tenantry.shared.Money;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** QuickBooks that answers what its manual says, recorded by hand in {@code quickbooks/}. */
abstract class QuickBooksTest {

    static final String QUERY = "/v3/company/1/query";
    static final String CUSTOMER = "/v3/company/1/customer";
    static final String INVOICE = "/v3/company/1/invoice";
    static final String TOKEN = "/oauth2/v1/tokens/bearer";
    static final Party CONTOSO = new Party("CUS-000001", "Contoso GmbH", "ap@contoso.example");

    @RegisterExtension
    static final WireMockExtension INTUIT = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort().http2PlainDisabled(true))
            .build();

    final Consents consents = mock();
    AccountingSystem accounting;

    @BeforeEach
    void connect() {
        given(consents.current(anyString(), anyString())).willReturn(Optional.empty());
        accounting = accounting(Environment.SANDBOX, Map.of());
        finds("Customer", text("customer-found.json"));
        finds("Invoice", text("nothing-found.json"));
        answers(INVOICE, 200, text("invoice-created.json"));
    }

    /** Two seats at 30.00, two at 31.00 for 21 of 31 days (42.00), and 19 % tax. */
    static Entry entry(Party customer) {
        return new Entry(
                "post-INV-000001",
                AccountingSystem.Kind.INVOICE,
                "INV-000001",
                LocalDate.parse("2026-12-01"),
                LocalDate.parse("2026-12-31"),
                customer,
                List.of(
                        new EntryLine("CFQ7:0001", "Microsoft 365 E5", 2, eur("30.00"), eur("60.00")),
                        new EntryLine("CFQ7:0002", "Teams Phone", 2, eur("31.00"), eur("42.00"))),
                eur("19.38"),
                eur("121.38"));
    }

    static Money eur(String amount) {
        return Money.of(amount, "EUR");
    }

    AccountingSystem accounting(Environment environment, Map<String, Object> changed) {
        var values = new HashMap<String, Object>(Map.of(
                "base-url",
                INTUIT.baseUrl(),
                "login-url",
                INTUIT.baseUrl(),
                "client-id",
                "id",
                "client-secret",
                "secret"));
        values.putAll(changed);
        var settings = Settings.of(QuickBooksProperties.class, "tenantry.accounting", values);
        var configuration = new QuickBooksConfiguration();
        var clock = Clock.fixed(Instant.parse("2026-11-22T09:00:00Z"), ZoneOffset.UTC);
        return configuration.quickBooks(
                Settings.in(environment), settings, configuration.quickBooksToken(settings, consents, clock));
    }

    static void finds(String kind, String answer) {
        INTUIT.stubFor(query(kind).willReturn(aResponse().withBody(answer)));
    }

    static com.github.tomakehurst.wiremock.client.MappingBuilder query(String kind) {
        return get(urlPathEqualTo(QUERY)).withQueryParam("query", containing("from " + kind));
    }

    static void answers(String path, int status, String body) {
        INTUIT.stubFor(post(urlPathEqualTo(path))
                .willReturn(aResponse().withStatus(status).withBody(body)));
    }

    static List<LoggedRequest> posted(String path) {
        return INTUIT.findAll(postRequestedFor(urlPathEqualTo(path)));
    }

    static List<String> queries() {
        return INTUIT.findAll(getRequestedFor(urlPathEqualTo(QUERY))).stream()
                .map(request -> request.queryParameter("query").firstValue())
                .toList();
    }

    static JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text);
    }

    static String text(String file) {
        try (var recording = QuickBooksTest.class.getResourceAsStream("/quickbooks/" + file)) {
            return new String(recording.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
