package io.tenantry.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A client that knows Microsoft's published samples and nothing else: no class of ours, no field we invented. What it
 * sends is worded as the manual words it, in PascalCase and camelCase, with numbers as numbers and as text.
 */
class DocumentedSamplesIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static Sandbox sandbox;
    private String token;

    @BeforeAll
    static void open() {
        sandbox = Sandbox.start(SandboxSettings.inMemory());
    }

    @AfterAll
    static void close() {
        sandbox.close();
    }

    private record Answer(HttpResponse<String> response) {

        JsonNode json() {
            try {
                return JSON.readTree(response.body());
            } catch (IOException notJson) {
                throw new UncheckedIOException(notJson);
            }
        }

        int status() {
            return response.statusCode();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    @BeforeEach
    void signIn() throws Exception {
        var form = "resource=https%3A%2F%2Fapi.partnercenter.microsoft.com&client_id=app&client_secret=secret"
                + "&grant_type=client_credentials";
        var answer = send(HttpRequest.newBuilder(uri("/contoso.onmicrosoft.com/oauth2/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
        assertThat(answer.json().path("token_type").asText()).isEqualTo("Bearer");
        assertThat(answer.json().path("expires_in").isTextual()).isTrue();
        token = answer.json().path("access_token").asText();
    }

    @Test
    void takesACustomerFromItsCreationToAnUpgrade() throws Exception {
        var customer = created();
        assertThat(get("/v1/customers?size=40").path("items").findValuesAsText("id"))
                .contains(customer);
        confirmTheAgreement(customer);

        var order = buy(customer, catalogItem("CFQ7TTC0LFLX"));
        var path = "/v1/customers/" + customer + "/subscriptions/"
                + order.at("/lineItems/0/subscriptionId").asText();
        assertThat(get("/v1/customers/" + customer + "/orders/"
                                + order.path("id").asText())
                        .path("status")
                        .asText())
                .isEqualTo("completed");

        changeTheQuantity(path);
        scheduleFewerSeatsForTheNextTerm(path);
        upgrade(path);
        suspendAndReactivate(path);
        assertThat(get("/v1/customers/" + customer + "/subscriptions")
                        .path("totalCount")
                        .asInt())
                .isEqualTo(1);
    }

    private String created() throws Exception {
        var sample =
                """
                {"enableGDAPByDefault":false,"CompanyProfile":{"Domain":"%s.onmicrosoft.com"},
                 "BillingProfile":{"Culture":"EN-US","Email":"a@b.c","Language":"en","CompanyName":"test company",
                  "DefaultAddress":{"FirstName":"Test","LastName":"Test","AddressLine1":"One Microsoft Way",
                   "City":"Redmond","State":"WA","PostalCode":"98052","Country":"US"}}}
                """
                        .formatted("x" + UUID.randomUUID().toString().substring(0, 8));
        var answer = call("POST", "/v1/customers", sample);
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().at("/userCredentials/password").asText()).isNotEmpty();
        assertThat(answer.json().at("/billingProfile/defaultAddress/city").asText())
                .isEqualTo("Redmond");
        return answer.json().path("id").asText();
    }

    private void confirmTheAgreement(String customer) throws Exception {
        var path = "/v1/customers/" + customer + "/agreements";
        var template = get("/v1/agreements?agreementType=MicrosoftCustomerAgreement")
                .at("/items/0/templateId")
                .asText();
        var confirmed = call(
                "POST",
                path,
                """
                {"primaryContact":{"firstName":"Tania","lastName":"Carr","email":"tania@contoso.example",
                  "phoneNumber":"1234567890"},"templateId":"%s","dateAgreed":"2026-08-06T00:00:00",
                 "type":"MicrosoftCustomerAgreement"}
                """
                        .formatted(template));
        assertThat(confirmed.status()).isEqualTo(201);
        assertThat(get(path + "?agreementType=MicrosoftCustomerAgreement")
                        .at("/items/0/primaryContact/lastName")
                        .asText())
                .isEqualTo("Carr");
    }

    private String catalogItem(String product) throws Exception {
        var skus = "/v1/products/" + product + "/skus";
        var sku = get(skus + "?country=US").at("/items/0/id").asText();
        return get(skus + "/" + sku + "/availabilities?country=US")
                .at("/items/0/catalogItemId")
                .asText();
    }

    private JsonNode buy(String customer, String catalogItem) throws Exception {
        var carts = "/v1/customers/" + customer + "/carts";
        var cart = call(
                "POST",
                carts,
                """
                {"LineItems":[{"Id":0,"CatalogItemId":"%s","FriendlyName":"Office","Quantity":"10",
                  "BillingCycle":"Monthly","TermDuration":"P1Y"}]}
                """
                        .formatted(catalogItem));
        assertThat(cart.status()).isEqualTo(201);
        assertThat(cart.json().path("lineItems").findValue("error")).isNull();
        var checkout = carts + "/" + cart.json().path("id").asText() + "/checkout";
        var first = call("POST", checkout, "\"success\"");
        var again = call("POST", checkout, null);
        assertThat(first.status()).isEqualTo(201);
        assertThat(again.json().at("/orders/0/id")).isEqualTo(first.json().at("/orders/0/id"));
        return first.json().at("/orders/0");
    }

    private void changeTheQuantity(String path) throws Exception {
        var whole = (ObjectNode) get(path);
        var answer = call("PATCH", path, whole.put("quantity", 15).toString());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("quantity").asInt()).isEqualTo(15);
        assertThat(answer.json().at("/refundableQuantity/details")).hasSize(2);
        assertThat(answer.header("MS-RequestId")).isNotEmpty();
    }

    /** Without the instructions in the body, the next PATCH would delete them. */
    private void scheduleFewerSeatsForTheNextTerm(String path) throws Exception {
        var whole = (ObjectNode) get(path);
        var part = whole.path("offerId").asText().split(":");
        whole.put("autoRenewEnabled", true);
        whole.set(
                "scheduledNextTermInstructions",
                JSON.readTree(
                        """
                        {"product":{"productId":"%s","skuId":"%s","availabilityId":"%s","billingCycle":"Monthly",
                          "termDuration":"P1Y"},"quantity":7}
                        """
                                .formatted((Object[]) part)));
        var etag = whole.at("/attributes/etag").asText();
        var scheduled = call("PATCH", path, whole.toString(), "If-Match", "\"" + etag + "\"");
        var stale = call("PATCH", path, whole.toString(), "If-Match", "\"" + etag + "\"");

        assertThat(scheduled
                        .json()
                        .at("/scheduledNextTermInstructions/quantity")
                        .asInt())
                .isEqualTo(7);
        assertThat(stale.status()).isEqualTo(400);
        assertThat(stale.json().path("code").asText()).isEqualTo("2055");
        var careless = ((ObjectNode) get(path)).without("scheduledNextTermInstructions");
        assertThat(call("PATCH", path, careless.toString()).json().has("scheduledNextTermInstructions"))
                .isFalse();
    }

    private void upgrade(String path) throws Exception {
        var target = get(path + "/transitionEligibilities?eligibilityType=immediate")
                .at("/items/0/catalogItemId")
                .asText();
        var wish =
                """
                {"toCatalogItemId":"%s","quantity":15,"transitionType":"transition_with_license_transfer"}
                """
                        .formatted(target);
        var moved = call("POST", path + "/transitions", wish);

        assertThat(moved.status()).isEqualTo(200);
        assertThat(moved.json().at("/events/0/name").asText()).isEqualTo("Conversion");
        assertThat(get(path).path("offerId").asText()).isEqualTo(target);
        assertThat(get(path + "/transitions").path("items")).hasSize(1);
    }

    private void suspendAndReactivate(String path) throws Exception {
        var suspended = call(
                "PATCH",
                path,
                ((ObjectNode) get(path)).put("status", "Suspended").toString());
        assertThat(suspended.json().path("status").asText()).isEqualTo("suspended");
        assertThat(suspended.json().path("autoRenewEnabled").asBoolean()).isFalse();

        var active = call(
                "PATCH", path, ((ObjectNode) get(path)).put("status", "active").toString());
        assertThat(active.json().path("status").asText()).isEqualTo("active");
    }

    @Test
    void sendsASignedEventToWhoRegisters() throws Exception {
        var events = new LinkedBlockingQueue<Event>();
        var subscriber = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        subscriber.createContext("/hook", exchange -> {
            var headers = exchange.getRequestHeaders();
            events.add(new Event(
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
                    headers.getFirst("Authorization"),
                    headers.getFirst("X-MS-Certificate-Url")));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        subscriber.start();
        try {
            var registration =
                    """
                    {"WebhookUrl":"http://127.0.0.1:%d/hook","WebhookEvents":["subscription-updated","test-created"]}
                    """
                            .formatted(subscriber.getAddress().getPort());
            assertThat(call("POST", "/webhooks/v1/registration", registration)
                            .json()
                            .path("SubscriberId")
                            .asText())
                    .isNotEmpty();
            var customer = created();
            confirmTheAgreement(customer);
            var order = buy(customer, catalogItem("CFQ7TTC0LFLX"));

            var event = events.poll(10, TimeUnit.SECONDS);

            assertThat(event).isNotNull();
            assertThat(JSON.readTree(event.body()).path("ResourceUri").asText())
                    .endsWith("/subscriptions/"
                            + order.at("/lineItems/0/subscriptionId").asText());
            assertThat(isGenuine(event)).isTrue();
            assertThat(isGenuine(new Event(event.body() + " ", event.signature(), event.certificateUrl())))
                    .isFalse();
        } finally {
            subscriber.stop(0);
        }
    }

    private record Event(String body, String signature, String certificateUrl) {}

    private boolean isGenuine(Event event) throws Exception {
        var pem = send(HttpRequest.newBuilder(URI.create(event.certificateUrl())))
                .response()
                .body();
        var certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
        assertThat(certificate.getSubjectX500Principal().getName()).contains("O=Microsoft Corporation");
        var check = Signature.getInstance("SHA256withRSA");
        check.initVerify(certificate);
        check.update(event.body().getBytes(StandardCharsets.UTF_8));
        return check.verify(Base64.getDecoder().decode(event.signature().substring("Signature ".length())));
    }

    private JsonNode get(String path) throws Exception {
        var answer = call("GET", path, null);
        assertThat(answer.status()).as(path).isEqualTo(200);
        return answer.json();
    }

    private Answer call(String method, String path, String body, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(uri(path))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/json")
                .header("Content-Type", "application/json; charset=utf-8")
                .header("MS-RequestId", UUID.randomUUID().toString())
                .header("MS-CorrelationId", UUID.randomUUID().toString())
                .header("MS-Contract-Version", "v1")
                .header("X-Locale", "en-US");
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }

    private static Answer send(HttpRequest.Builder request) throws Exception {
        return new Answer(HTTP.send(request.build(), BodyHandlers.ofString()));
    }

    private static URI uri(String path) {
        return URI.create(sandbox.baseUrl() + path);
    }
}
