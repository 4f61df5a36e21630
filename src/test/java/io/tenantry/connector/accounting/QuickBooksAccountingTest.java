package io.tenantry.connector.accounting;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.tenantry.connector.Environment;
import io.tenantry.connector.Settings;
import io.tenantry.connector.consent.Consent;
import io.tenantry.connector.consent.Consents;
import io.tenantry.postinvoice.AccountingSystem;
import io.tenantry.postinvoice.AccountingSystem.Entry;
import io.tenantry.postinvoice.AccountingSystem.EntryLine;
import io.tenantry.postinvoice.AccountingSystem.Party;
import io.tenantry.postinvoice.AccountingSystem.Posting;
import io.tenantry.postinvoice.PostingRejected;
import io.tenantry.postinvoice.SystemAccessLost;
import io.tenantry.postinvoice.SystemUnavailable;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class QuickBooksAccountingTest {

    private static final String QUERY = "/v3/company/1/query";
    private static final String CUSTOMER = "/v3/company/1/customer";
    private static final String INVOICE = "/v3/company/1/invoice";
    private static final String TOKEN = "/oauth2/v1/tokens/bearer";
    private static final Party CONTOSO = new Party("CUS-000001", "Contoso GmbH", "ap@contoso.example");

    @RegisterExtension
    static final WireMockExtension INTUIT = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort().http2PlainDisabled(true))
            .build();

    private final Consents consents = mock();
    private AccountingSystem accounting;

    @BeforeEach
    void connect() {
        given(consents.current(anyString(), anyString())).willReturn(Optional.empty());
        accounting = accounting(Environment.SANDBOX, Map.of());
        finds("Customer", text("customer-found.json"));
        finds("Invoice", text("nothing-found.json"));
        answers(INVOICE, 200, text("invoice-created.json"));
    }

    @Test
    void postsAnInvoiceThatAddsUp() throws Exception {
        var posting = accounting.post(entry(CONTOSO));

        var request = posted(INVOICE).get(0);
        assertThat(posting).isEqualTo(new Posting("239", "INV-000001"));
        assertThat(request.getUrl()).isEqualTo(INVOICE + "?requestid=post-INV-000001&minorversion=73");
        assertThat(request.getHeader("Authorization")).isEqualTo("Bearer sandbox");
        assertThat(json(request.getBodyAsString()))
                .isEqualTo(
                        json(
                                """
                {"DocNumber": "INV-000001", "TxnDate": "2026-12-01", "DueDate": "2026-12-31",
                 "CustomerRef": {"value": "58"}, "CurrencyRef": {"value": "EUR"},
                 "BillEmail": {"Address": "ap@contoso.example"},
                 "Line": [
                  {"Amount": 60.00, "Description": "CFQ7:0001 Microsoft 365 E5", "DetailType": "SalesItemLineDetail",
                   "SalesItemLineDetail": {"ItemRef": {"value": "1"}, "UnitPrice": 30.00, "Qty": 2}},
                  {"Amount": 42.00, "DetailType": "SalesItemLineDetail",
                   "Description": "CFQ7:0002 Teams Phone (2 × 31.00 EUR, prorated)",
                   "SalesItemLineDetail": {"ItemRef": {"value": "1"}}},
                  {"Amount": 19.38, "Description": "Tax", "DetailType": "SalesItemLineDetail",
                   "SalesItemLineDetail": {"ItemRef": {"value": "2"}}}]}
                """));
    }

    @Test
    void createsTheCustomerThatQuickBooksDoesNotKnow() throws Exception {
        finds("Customer", text("nothing-found.json"));
        answers(CUSTOMER, 200, text("customer-created.json"));

        accounting.post(entry(CONTOSO));

        var request = posted(CUSTOMER).get(0);
        assertThat(request.getUrl()).isEqualTo(CUSTOMER + "?requestid=customer-CUS-000001&minorversion=73");
        assertThat(json(request.getBodyAsString()))
                .isEqualTo(
                        json(
                                """
                {"DisplayName": "Contoso GmbH (CUS-000001)", "PrimaryEmailAddr": {"Address": "ap@contoso.example"},
                 "CurrencyRef": {"value": "EUR"}}
                """));
    }

    @Test
    void quotesANameThatWouldEndTheQuery() {
        answers(CUSTOMER, 200, text("customer-created.json"));

        accounting.post(entry(new Party("CUS-000002", "O'Neill \\ Sons: Dublin", null)));

        assertThat(queries())
                .contains("select * from Customer where DisplayName = 'O\\'Neill \\\\ Sons Dublin (CUS-000002)'");
    }

    @Test
    void cutsANameThatIsTooLong() throws Exception {
        finds("Customer", text("nothing-found.json"));
        answers(CUSTOMER, 200, text("customer-created.json"));

        accounting.post(entry(new Party("CUS-000003", "x".repeat(300), null)));

        assertThat(json(posted(CUSTOMER).get(0).getBodyAsString())
                        .path("DisplayName")
                        .asText())
                .hasSize(100)
                .endsWith("x (CUS-000003)");
    }

    @Test
    void findsTheCustomerThatSomebodyCreatedMeanwhile() {
        INTUIT.stubFor(query("Customer")
                .inScenario("race")
                .whenScenarioStateIs("Started")
                .willReturn(aResponse().withBody(text("nothing-found.json")))
                .willSetStateTo("created"));
        INTUIT.stubFor(query("Customer")
                .inScenario("race")
                .whenScenarioStateIs("created")
                .willReturn(aResponse().withBody(text("customer-found.json"))));
        answers(CUSTOMER, 400, text("fault-duplicate-name.json"));

        assertThat(accounting.post(entry(CONTOSO)).externalId()).isEqualTo("239");
    }

    @Test
    void rejectsANameThatIsASuppliers() {
        finds("Customer", text("nothing-found.json"));
        answers(CUSTOMER, 400, text("fault-duplicate-name.json"));

        assertThatExceptionOfType(PostingRejected.class)
                .isThrownBy(() -> accounting.post(entry(CONTOSO)))
                .withMessageContaining("The name supplied already exists. (6240)");
        assertThat(posted(INVOICE)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"6140", "6210"})
    void findsTheInvoiceThatWasPostedBefore(String code) {
        answers(INVOICE, 400, text("fault-duplicate-document.json").replace("6140", code));
        finds("Invoice", text("invoice-found.json"));

        assertThat(accounting.post(entry(CONTOSO))).isEqualTo(new Posting("239", "INV-000001"));
        assertThat(queries()).contains("select * from Invoice where DocNumber = 'INV-000001'");
    }

    @Test
    void doesNotTakeAnotherCustomersInvoiceForOurs() {
        answers(INVOICE, 400, text("fault-duplicate-document.json"));
        finds("Invoice", text("invoice-found.json").replace("\"58\"", "\"59\""));

        assertThatExceptionOfType(PostingRejected.class)
                .isThrownBy(() -> accounting.post(entry(CONTOSO)))
                .withMessageContaining("another customer's document");
    }

    @Test
    void rejectsATotalThatIsNotTheInvoices() {
        answers(INVOICE, 200, text("invoice-created.json").replace("121.38", "121.37"));

        assertThatExceptionOfType(PostingRejected.class)
                .isThrownBy(() -> accounting.post(entry(CONTOSO)))
                .withMessage(
                        "QuickBooks booked INV-000001 (id 239) with a total of 121.37 instead of 121.38 EUR; correct"
                                + " or void it there");
    }

    @Test
    void postsNothingThatDoesNotAddUp() {
        var entry = entry(CONTOSO);
        var wrong = new Entry(
                entry.requestId(),
                entry.documentNumber(),
                entry.date(),
                entry.dueDate(),
                CONTOSO,
                entry.lines(),
                entry.tax(),
                eur("121.39"));

        assertThatExceptionOfType(PostingRejected.class)
                .isThrownBy(() -> accounting.post(wrong))
                .withMessage(
                        "Invoice INV-000001 does not add up: its lines and tax make 121.38 EUR, its total is 121.39"
                                + " EUR");
        assertThat(INTUIT.getAllServeEvents()).isEmpty();
    }

    @Test
    void keepsTheWordsOfAFault() {
        answers(INVOICE, 400, text("fault-period-closed.json"));

        assertThatExceptionOfType(PostingRejected.class)
                .isThrownBy(() -> accounting.post(entry(CONTOSO)))
                .withMessage(
                        "QuickBooks answered HTTP 400: Account Period Closed - The account period has closed. (6200)");
        assertThat(posted(INVOICE)).hasSize(1);
    }

    @ParameterizedTest(name = "HTTP {0} with {1}")
    @CsvSource({
        "429, ThrottlingFault",
        "500, SystemFault",
        "503, ServiceUnavailable",
        "400, SystemFault",
        "401, AuthenticationFault",
        "403, AuthorizationFault"
    })
    void repeatsLaterWhenQuickBooksIsInTrouble(int status, String type) {
        answers(INVOICE, status, text("fault-period-closed.json").replace("ValidationFault", type));

        assertThatExceptionOfType(SystemUnavailable.class)
                .isThrownBy(() -> accounting.post(entry(CONTOSO)))
                .withMessageContaining("The account period has closed.");
        assertThat(posted(INVOICE)).hasSize(1);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "400, ''",
        "400, <html>",
        "404, <html>",
        "400, '{\"Fault\":{\"Er'",
        "200, ''",
        "200, '{}'",
        "200, <html>"
    })
    void takesABrokenAnswerForAnUnknownOutcome(int status, String body) {
        answers(INVOICE, status, body);

        assertThatExceptionOfType(SystemUnavailable.class).isThrownBy(() -> accounting.post(entry(CONTOSO)));
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void takesABrokenConnectionForAnUnknownOutcome(Fault fault) {
        INTUIT.stubFor(post(urlPathEqualTo(INVOICE)).willReturn(aResponse().withFault(fault)));

        assertThatExceptionOfType(SystemUnavailable.class).isThrownBy(() -> accounting.post(entry(CONTOSO)));
    }

    @Test
    void signsInOnBehalfOfWhoConnectedTheCompanyAndKeepsTheNewToken() {
        given(consents.current("quickbooks", "")).willReturn(Optional.of(consent()));
        answers(
                TOKEN,
                200,
                "{\"token_type\":\"bearer\",\"expires_in\":3600,\"access_token\":\"at\",\"refresh_token\":\"r2\"}");

        accounting.post(entry(CONTOSO));

        var form = posted(TOKEN).get(0);
        assertThat(form.getHeader("Authorization")).isEqualTo("Basic aWQ6c2VjcmV0");
        assertThat(form.getBodyAsString().split("&"))
                .containsExactlyInAnyOrder("grant_type=refresh_token", "refresh_token=r1");
        assertThat(posted(INVOICE).get(0).getHeader("Authorization")).isEqualTo("Bearer at");
        assertThat(posted(TOKEN)).hasSize(1);
        then(consents).should().rotate("quickbooks", "r2");
    }

    @Test
    void callsForAPersonWhenTheConnectionIsLost() {
        given(consents.current("quickbooks", "")).willReturn(Optional.of(consent()));
        answers(TOKEN, 400, "{\"error\":\"invalid_grant\",\"error_description\":\"Incorrect or expired token\"}");

        assertThatExceptionOfType(SystemAccessLost.class)
                .isThrownBy(() -> accounting.post(entry(CONTOSO)))
                .withMessageContaining("connect the company anew");
    }

    @Test
    void aSandboxNeverPostsToRealBooks() {
        assertThatIllegalStateException()
                .isThrownBy(
                        () -> accounting(Environment.SANDBOX, Map.of("base-url", "https://quickbooks.api.intuit.com")))
                .withMessageContaining("tenantry.accounting.base-url");
        assertThat(accounting(Environment.SANDBOX, Map.of("base-url", "https://sandbox-quickbooks.api.intuit.com"))
                        .name())
                .isEqualTo("quickbooks");
        assertThat(accounting(Environment.PRODUCTION, Map.of("base-url", "https://quickbooks.api.intuit.com"))
                        .name())
                .isEqualTo("quickbooks");
    }

    /** Two seats at 30.00, two at 31.00 for 21 of 31 days (42.00), and 19 % tax. */
    private static Entry entry(Party customer) {
        return new Entry(
                "post-INV-000001",
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

    private static Money eur(String amount) {
        return Money.of(amount, "EUR");
    }

    private static Consent consent() {
        var time = Instant.parse("2026-11-01T00:00:00Z");
        return new Consent("r1", time, time);
    }

    private AccountingSystem accounting(Environment environment, Map<String, Object> changed) {
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

    private static void finds(String kind, String answer) {
        INTUIT.stubFor(query(kind).willReturn(aResponse().withBody(answer)));
    }

    private static com.github.tomakehurst.wiremock.client.MappingBuilder query(String kind) {
        return get(urlPathEqualTo(QUERY)).withQueryParam("query", containing("from " + kind));
    }

    private static void answers(String path, int status, String body) {
        INTUIT.stubFor(post(urlPathEqualTo(path))
                .willReturn(aResponse().withStatus(status).withBody(body)));
    }

    private static List<LoggedRequest> posted(String path) {
        return INTUIT.findAll(postRequestedFor(urlPathEqualTo(path)));
    }

    private static List<String> queries() {
        return INTUIT.findAll(getRequestedFor(urlPathEqualTo(QUERY))).stream()
                .map(request -> request.queryParameter("query").firstValue())
                .toList();
    }

    private static JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text);
    }

    private static String text(String file) {
        try (var recording = QuickBooksAccountingTest.class.getResourceAsStream("/quickbooks/" + file)) {
            return new String(recording.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
