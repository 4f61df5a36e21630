package io.tenantry.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.HashSet;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SandboxCustomerTest {

    private static final String NEW_CUSTOMER =
            """
            {"CompanyProfile":{"Domain":"%s"},
             "BillingProfile":{"Culture":"EN-US","Email":"a@b.c","Language":"en","CompanyName":"Test Company",
              "DefaultAddress":{"FirstName":"T","LastName":"T","AddressLine1":"One Way","City":"Redmond","State":"WA",
               "PostalCode":"98052","Country":"%s"}}}
            """;

    private static Sandbox sandbox;
    private static SandboxClient client;

    @BeforeAll
    static void start() {
        sandbox = Sandbox.start(SandboxSettings.inMemory());
        client = new SandboxClient(sandbox);
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @BeforeEach
    void reset() throws Exception {
        client.control("POST", "/reset", null);
        client.signInWithConsent();
    }

    @Test
    void startsWithoutTenantsAndDiscoversThemAsTheyAccept() throws Exception {
        var before = client.get("/v1/customers?size=40");

        var contoso = client.tenant("Contoso Ltd", "contoso.example");
        var again = client.tenant("Contoso Ltd", "contoso.example");
        var after = client.get("/v1/customers?size=40");
        var one = client.get("/v1/customers/" + contoso);

        assertThat(before.json().path("totalCount").intValue()).isZero();
        assertThat(again).isEqualTo(contoso);
        assertThat(after.json().path("totalCount").intValue()).isEqualTo(1);
        assertThat(after.at("/items/0/companyProfile/domain")).isEqualTo("contoso.example");
        assertThat(after.at("/items/0/relationshipToPartner")).isEqualTo("reseller");
        assertThat(after.json().at("/items/0").has("billingProfile")).isFalse();
        assertThat(one.at("/billingProfile/email")).isEqualTo("ap@contoso.example");
        assertThat(one.at("/customDomains/1")).isEqualTo("contoso.onmicrosoft.com");
    }

    @Test
    void pagesByTheTokenInTheBodyWithoutASize() throws Exception {
        tenants(5);

        var first = client.get("/v1/customers?size=2");
        var second =
                client.get("/v1/customers?seekOperation=Next", "MS-ContinuationToken", first.at("/continuationToken"));
        var third =
                client.get("/v1/customers?seekOperation=Next", "MS-ContinuationToken", second.at("/continuationToken"));

        var seen = new HashSet<String>();
        for (var page : new SandboxClient.Answer[] {first, second, third}) {
            page.json().path("items").forEach(item -> seen.add(item.path("id").asText()));
        }
        assertThat(first.json().path("items")).hasSize(2);
        assertThat(second.json().path("items")).hasSize(2);
        assertThat(third.json().path("items")).hasSize(1);
        assertThat(third.json().has("continuationToken")).isFalse();
        assertThat(third.json().at("/links").has("next")).isFalse();
        assertThat(seen).hasSize(5);
    }

    @Test
    void pagesByTheLinkWithItsHeaderAndSize() throws Exception {
        tenants(3);

        var first = client.get("/v1/customers?size=2").json();
        var next = first.at("/links/next");
        var second = client.get(
                "/v1" + next.path("uri").asText(),
                next.at("/headers/0/key").asText(),
                next.at("/headers/0/value").asText());

        assertThat(next.path("uri").asText()).isEqualTo("/customers?size=2&seekOperation=Next");
        assertThat(second.json().path("items")).hasSize(1);
    }

    @Test
    void answersThatThereAreNoMoreRecordsWithTheCodeThatClientsLookFor() throws Exception {
        var noToken = client.get("/v1/customers?seekOperation=Next");
        var garbage = client.get("/v1/customers?seekOperation=Next", "MS-ContinuationToken", "%%%");
        var tooLarge = client.get("/v1/customers?size=501");

        assertThat(noToken.status()).isEqualTo(400);
        assertThat(noToken.at("/code")).isEqualTo("2000");
        assertThat(noToken.json().path("code").isTextual()).isTrue();
        assertThat(garbage.at("/code")).isEqualTo("2000");
        assertThat(tooLarge.status()).isEqualTo(400);
    }

    @Test
    void filtersByTheStartOfANameAcrossPages() throws Exception {
        client.tenant("Contoso East", "east.example");
        client.tenant("contoso West", "west.example");
        client.tenant("Fabrikam GmbH", "fabrikam.example");
        var filter =
                SandboxClient.encode("{\"Field\":\"CompanyName\",\"Value\":\"CONTOSO\",\"Operator\":\"starts_with\"}");
        var domain = SandboxClient.encode("{\"Field\":\"Domain\",\"Value\":\"fab\",\"Operator\":\"starts_with\"}");
        var contains = SandboxClient.encode("{\"Field\":\"CompanyName\",\"Value\":\"x\",\"Operator\":\"contains\"}");

        var first = client.get("/v1/customers?size=1&filter=" + filter);
        var second =
                client.get("/v1/customers?seekOperation=Next", "MS-ContinuationToken", first.at("/continuationToken"));

        assertThat(first.at("/items/0/companyProfile/companyName")).isEqualTo("Contoso East");
        assertThat(second.at("/items/0/companyProfile/companyName")).isEqualTo("contoso West");
        assertThat(second.json().has("continuationToken")).isFalse();
        assertThat(client.get("/v1/customers?size=9&filter=" + domain).json().path("items"))
                .hasSize(1);
        assertThat(client.get("/v1/customers?filter=" + contains).status()).isEqualTo(400);
        assertThat(client.get("/v1/customers?filter=nonsense").status()).isEqualTo(400);
    }

    @Test
    void createsATenantOnceAndTellsItsPasswordOnce() throws Exception {
        var body = NEW_CUSTOMER.formatted("xyz.onmicrosoft.com", "US");

        var created = client.partnerCenter("POST", "/v1/customers", body, "MS-RequestId", "a");
        var replayed = client.partnerCenter("POST", "/v1/customers", body, "MS-RequestId", "a");
        var again = client.partnerCenter("POST", "/v1/customers", body, "MS-RequestId", "b");

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.at("/userCredentials/password")).isNotEmpty();
        assertThat(created.at("/relationshipToPartner")).isEqualTo("none");
        assertThat(replayed.status()).isEqualTo(201);
        assertThat(replayed.json()).isEqualTo(created.json());
        assertThat(again.at("/id")).isEqualTo(created.at("/id"));
        assertThat(again.json().has("userCredentials")).isFalse();
        assertThat(client.carriedOut("/v1/customers", 201)).isEqualTo(2);
    }

    @Test
    void refusesIncompleteTenantsAndRegistrationNumbersWhereTheyDoNotBelong() throws Exception {
        var hungary = client.partnerCenter("POST", "/v1/customers", NEW_CUSTOMER.formatted("hu.example", "HU"));
        var withNumber = NEW_CUSTOMER
                .formatted("us.example", "US")
                .replace("\"CompanyProfile\":{", "\"CompanyProfile\":{\"organizationRegistrationNumber\":\"1\",");
        var us = client.partnerCenter("POST", "/v1/customers", withNumber);
        var noDomain = client.partnerCenter("POST", "/v1/customers", "{}");
        var noJson = client.partnerCenter("POST", "/v1/customers", "{not json");

        assertThat(hungary.at("/code")).isEqualTo("600049");
        assertThat(us.at("/code")).isEqualTo("600002");
        assertThat(noDomain.status()).isEqualTo(400);
        assertThat(noDomain.at("/description")).contains("domain");
        assertThat(noJson.status()).isEqualTo(400);
        assertThat(noJson.at("/source")).isEqualTo("PartnerFD");
    }

    @Test
    void answersUnknownTenantsAndPathsInPartnerCentersWords() throws Exception {
        var tenant = client.get("/v1/customers/nobody");
        var path = client.get("/v1/nothing/here");

        assertThat(tenant.status()).isEqualTo(404);
        assertThat(tenant.at("/code")).isEqualTo("60003");
        assertThat(path.status()).isEqualTo(404);
        assertThat(path.at("/source")).isEqualTo("PartnerFD");
    }

    @Test
    void takesZippedBodiesAndGivesZippedAnswersAndEchoesTheIds() throws Exception {
        var zipped = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(zipped)) {
            gzip.write(NEW_CUSTOMER.formatted("zip.example", "US").getBytes());
        }
        var token = client.signInWithConsent().at("/access_token");

        var created = client.send(
                "POST",
                "/v1/customers",
                BodyPublishers.ofByteArray(zipped.toByteArray()),
                "Authorization",
                "Bearer " + token,
                "Content-Type",
                "application/json; charset=utf-8",
                "Content-Encoding",
                "gzip",
                "MS-RequestId",
                "one",
                "MS-CorrelationId",
                "two");
        tenants(20);
        var list = client.get("/v1/customers?size=40", "Accept-Encoding", "gzip");

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.header("MS-RequestId")).isEqualTo("one");
        assertThat(created.header("MS-CorrelationId")).isEqualTo("two");
        assertThat(list.header("Content-Encoding")).isEqualTo("gzip");
    }

    @Test
    void offersProductsSkusAndAvailabilitiesOfTheCountry() throws Exception {
        var products = client.get("/v1/products?country=US&targetView=OnlineServices");
        var skus = client.get("/v1/products/" + SandboxClient.TEAMS_PHONE + "/skus?country=DE");
        var item = client.catalogItem(SandboxClient.E5);
        var availability = client.get("/v1/products/CFQ7TTC0LFLZ/skus/0002/availabilities?country=DE");

        assertThat(products.json().path("totalCount").intValue()).isEqualTo(16);
        assertThat(skus.json().at("/items/0/dynamicAttributes/isAddon").booleanValue())
                .isTrue();
        assertThat(skus.json().at("/items/0/dynamicAttributes/prerequisiteSkus"))
                .hasSize(8);
        assertThat(item).isEqualTo(client.catalogItem(SandboxClient.E5)).matches("CFQ7TTC0LFLZ:0002:[A-Z0-9]{12}");
        assertThat(availability.at("/items/0/defaultCurrency/code")).isEqualTo("EUR");
        assertThat(availability.json().at("/items/0/terms")).hasSize(5);
        assertThat(client.get("/v1/products/NONE/skus?country=US").at("/code")).isEqualTo("400013");
        assertThat(client.get("/v1/products/CFQ7TTC0LFLZ/skus/9/availabilities?country=US")
                        .at("/code"))
                .isEqualTo("400018");
        assertThat(client.get("/v1/products?country=FR").status()).isEqualTo(400);
    }

    @Test
    void streamsThePriceSheetOfAMarket() throws Exception {
        var sheet = client.get("/v1.0/sales/pricesheets(Market='JP',PricesheetView='updatedlicensebased')/$value");
        var none = client.get("/v1.0/sales/pricesheets(Market='FR',PricesheetView='updatedlicensebased')/$value");

        assertThat(sheet.status()).isEqualTo(200);
        assertThat(sheet.header("Content-Disposition")).contains("price-sheet-JP.csv");
        assertThat(sheet.text()).startsWith("\"ProductTitle\",\"ProductId\"").contains("\"JPY\"");
        assertThat(none.status()).isEqualTo(404);
    }

    private static void tenants(int count) throws Exception {
        for (var i = 0; i < count; i++) {
            client.tenant("Tenant " + i, "tenant" + i + ".example");
        }
    }
}
