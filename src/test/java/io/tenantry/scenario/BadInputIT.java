package io.tenantry.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.ResponseEntity;

/** What cannot be accepted gets an error that names the place and the fix, and leaves nothing half done. */
class BadInputIT extends Scenario {

    private static final long TWO_HUNDRED_MEGABYTES = 200L << 20;

    @Value("${local.server.port}")
    private int port;

    private String header;
    private String product;
    private String row;
    private String list;

    @BeforeEach
    void givenASheetOfOnesOwn() throws IOException {
        var lines = new ClassPathResource("demo/price-sheet-us.csv")
                .getContentAsString(StandardCharsets.UTF_8)
                .lines()
                .toList();
        header = lines.get(0);
        product = "TEST" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);
        row = lines.stream()
                .filter(line -> line.contains("CFQ7TTC0LFLZ"))
                .findFirst()
                .orElseThrow()
                .replace("CFQ7TTC0LFLZ", product);
        list = "List-of-" + product;
    }

    @Test
    void theSheetThatTheOthersBreakIsAGoodOne() {
        var loaded = load(header + "\n" + row + "\n");

        assertThat(loaded.getStatusCode().value()).isEqualTo(200);
        assertThat(isLoaded()).isTrue();
    }

    @Test
    void aPriceSheetWithoutAColumnIsRefused() {
        var answer = load(header.replace("\"UnitPrice\",", "") + "\n" + row.replace("\"54.72\",", "") + "\n");

        assertRefusedFile(answer, 1, "UnitPrice", "column", "missing");
    }

    @Test
    void aPriceSheetWithABadNumberIsRefused() {
        var answer = load(header + "\n" + row + "\n" + anotherTerm(row).replace("\"54.72\"", "\"54,72\"") + "\n");

        assertRefusedFile(answer, 3, "UnitPrice", "54,72");
    }

    @Test
    void aPriceSheetWithADuplicateRowIsRefused() {
        var answer = load(header + "\n" + row + "\n" + row + "\n");

        assertRefusedFile(answer, 3, null, "line 2");
    }

    @Test
    void aPriceSheetInAnotherEncodingIsRefused() {
        var latin = header + "\n" + row.replace("Microsoft 365 E5", "Büropaket") + "\n";

        var answer = load(latin.getBytes(Charset.forName("windows-1252")));

        assertRefusedFile(answer, 2, null, "UTF-8");
    }

    @Test
    void twoHundredMegabytesOfOneLineAreRefusedWithoutReadingThemAll() throws Exception {
        var upload = new EndlessLine(port, "billing:demo");

        var answer = upload.post("/api/v1/price-sheets?priceList=" + list, TWO_HUNDRED_MEGABYTES);

        assertThat(answer).startsWith("HTTP/1.1 413").contains("/body-too-large", "64");
        assertThat(upload.sent()).isLessThan(TWO_HUNDRED_MEGABYTES);
        assertThat(isLoaded()).isFalse();
        assertThat(load(header + "\n" + row + "\n").getStatusCode().value()).isEqualTo(200);
    }

    @Test
    void aCustomerInAnUnknownCurrencyIsRefused() {
        var domain = domain("currency");

        var answer = billing.tryPost("/api/v1/customers", customerBody(domain, "XYZ"));

        assertRefused(answer, 422, "unknown-currency", "XYZ");
        assertThat(operator.list("/api/v1/customers?domain=" + domain)).isEmpty();
    }

    @Test
    void aFileOfCustomersWithOneUnknownCurrencyIsRefusedWhole() {
        var good = domain("good");
        var bad = domain("bad");
        var file = "name,domain,contact_name,contact_email,country,street,city,postal_code,currency,vat_id\n"
                + "Good Ltd," + good + ",Pay,ap@" + good + ",US,1 Street,Town,12345,USD,\n"
                + "Bad Ltd," + bad + ",Pay,ap@" + bad + ",US,1 Street,Town,12345,XYZ,\n";

        var answer = billing.upload(
                "/api/v1/customers/import", new ByteArrayResource(file.getBytes(StandardCharsets.UTF_8)));

        assertRefused(answer, 422, "file-refused");
        assertThat(answer.getBody().at("/errors/0/line").asInt()).isEqualTo(3);
        assertThat(answer.getBody().at("/errors/0/column").asText()).isEqualTo("currency");
        assertThat(answer.getBody().at("/errors/0/message").asText()).contains("XYZ");
        assertThat(operator.list("/api/v1/customers?domain=" + good)).isEmpty();
        assertThat(operator.list("/api/v1/customers?domain=" + bad)).isEmpty();
    }

    @Test
    void anOrderForAnUnmappedAccountIsRefused() {
        var domain = domain("unmapped");
        var tenant = outside.tenant("Unmapped Ltd", domain);
        sync();
        var account = number(account(domain));

        var answer = operator.tryPost("/api/v1/subscriptions", orderBody(account, Map.of()));
        runJobs();

        assertRefused(answer, 422, "account-unmapped", account, "Map provider account");
        assertThat(outside.requests("POST", "/v1/customers/" + tenant + "/carts"))
                .isEmpty();
    }

    @Test
    void anOrderThatCannotBeFulfilledIsRefusedAndNothingOfItIsKept() {
        var company = onboarded(domain("refusals"));

        assertRefused(tryOrder(company, Map.of("salesUnit", "FORTNIGHT")), 422, "unit-rejected", "Sales Unit");
        assertRefused(
                tryOrder(company, Map.of("partNumber", "NONE:0001")), 422, "product-unknown", "NONE:0001", "load");
        assertRefused(tryOrder(company, Map.of("quantity", -3)), 422, "invalid-quantity", "-3", "1 to");
        assertRefused(
                tryOrder(company, Map.of("startDate", "2099-01-01")),
                422,
                "invalid-start",
                "2099-01-01",
                "at the latest");
        assertRefused(
                tryOrder(company, Map.of("startDate", "1999-01-01")),
                422,
                "invalid-start",
                "1999-01-01",
                company.contract());
        assertRefused(tryOrder(company, Map.of("providerAccountNumber", "PA-999999")), 404, "not-found", "PA-999999");
        runJobs();

        assertThat(operator.list("/api/v1/subscriptions?customer=" + company.customer()))
                .isEmpty();
        assertThat(outside.requests("POST", "/v1/customers/" + company.tenant() + "/carts"))
                .isEmpty();
        assertThat(operator.list("/api/v1/incidents"))
                .noneMatch(incident -> incident.path("message").asText().contains(company.account()));
    }

    @Test
    void whatNoColumnCanHoldIsRefusedAndNotAnErrorOfOurs() {
        var body = new java.util.HashMap<>(customerBody(domain("nul"), "USD"));
        body.put("name", "Con\u0000toso");
        var company = onboarded(domain("agreed"));

        var nul = billing.tryPost("/api/v1/customers", body);
        var farAway = operator.tryChange(
                org.springframework.http.HttpMethod.PUT,
                "/api/v1/provider-accounts/" + company.account() + "/agreement",
                "/api/v1/provider-accounts/" + company.account(),
                Map.of("acceptedOn", "+999999999-01-01", "reason", "A letter"));

        assertRefused(nul, 400, "invalid-request", "NUL");
        assertRefused(farAway, 422, "invalid-acceptance", "+999999999-01-01");
    }

    private ResponseEntity<JsonNode> tryOrder(Company company, Map<String, ?> wish) {
        return operator.tryPost("/api/v1/subscriptions", orderBody(company.account(), wish));
    }

    private ResponseEntity<JsonNode> load(String sheet) {
        return load(sheet.getBytes(StandardCharsets.UTF_8));
    }

    private ResponseEntity<JsonNode> load(byte[] sheet) {
        return billing.upload("/api/v1/price-sheets?priceList=" + list, new ByteArrayResource(sheet));
    }

    private static String anotherTerm(String row) {
        return row.replace("\"P1M\"", "\"P1Y\"");
    }

    private void assertRefusedFile(ResponseEntity<JsonNode> answer, int line, String column, String... words) {
        assertRefused(answer, 422, "file-refused");
        var error = answer.getBody().at("/errors/0");
        assertThat(error.path("line").asInt()).as(error.toString()).isEqualTo(line);
        if (column != null) {
            assertThat(error.toString()).contains(column);
        }
        assertThat(error.path("message").asText()).contains(words);
        assertThat(isLoaded()).isFalse();
    }

    private static void assertRefused(ResponseEntity<JsonNode> answer, int status, String type, String... words) {
        assertThat(answer.getStatusCode().value())
                .as(() -> String.valueOf(answer.getBody()))
                .isEqualTo(status);
        assertThat(answer.getHeaders().getContentType()).hasToString("application/problem+json");
        assertThat(answer.getBody().path("type").asText()).isEqualTo("https://tenantry.io/problems/" + type);
        assertThat(List.of(words))
                .allSatisfy(word ->
                        assertThat(answer.getBody().path("detail").asText()).contains(word));
    }

    private boolean isLoaded() {
        return operator.get("/api/v1/price-lists").toString().contains(list)
                || !operator.list("/api/v1/products?search=" + product).isEmpty();
    }
}
