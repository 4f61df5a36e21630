package io.tenantry.shared.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenantry.ScenarioTest;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.LinkedMultiValueMap;

/** What holds for all calls of the API, over real HTTP. */
class ApiIT extends ScenarioTest {

    private static final MediaType CSV = MediaType.parseMediaType("text/csv");

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private PlatformTransactionManager transactions;

    private String key;
    private String domain;

    @BeforeEach
    void takeAKeyAndADomainOfOnesOwn() {
        key = UUID.randomUUID().toString();
        domain = "a" + key.substring(0, 8) + ".example";
    }

    @Test
    void doesARepeatedCallOnce() {
        var first = post("billing", key, customer("Contoso"));
        var again = post("billing", key, customer("Contoso"));

        assertThat(first.getStatusCode().value()).isEqualTo(201);
        assertThat(first.getHeaders().getFirst("Idempotent-Replayed")).isNull();
        assertThat(again.getStatusCode().value()).isEqualTo(201);
        assertThat(again.getHeaders().getFirst("Idempotent-Replayed")).isEqualTo("true");
        assertThat(again.getHeaders().getLocation())
                .isEqualTo(first.getHeaders().getLocation());
        assertThat(again.getHeaders().getETag()).isEqualTo(first.getHeaders().getETag());
        assertThat(again.getHeaders().getContentType())
                .isEqualTo(first.getHeaders().getContentType());
        assertThat(again.getBody()).isEqualTo(first.getBody());
        assertThat(customers()).isEqualTo(1);
    }

    @Test
    void refusesAnotherCallWithAUsedKey() {
        post("billing", key, customer("Contoso"));

        var other = post("billing", key, customer("Fabrikam"));

        assertProblem(other, 422, "idempotency-key-reused");
    }

    @Test
    void keepsTheKeysOfPeopleApart() {
        post("billing", key, customer("Contoso"));

        var other = post("operator", key, customer("Contoso"));

        assertProblem(other, 409, "domain-taken");
    }

    @Test
    void letsARefusedCallBeCorrectedUnderItsKey() {
        var refused = post("billing", key, customer("Contoso", "XYZ"));
        var corrected = post("billing", key, customer("Contoso", "USD"));

        assertProblem(refused, 422, "unknown-currency");
        assertThat(corrected.getStatusCode().value()).isEqualTo(201);
    }

    @Test
    void refusesACallWhoseTwinIsAtWork() {
        new TransactionTemplate(transactions).executeWithoutResult(meanwhile -> {
            jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:held, 0))")
                    .param("held", "billing " + key)
                    .query((row, number) -> 1)
                    .single();

            var twin = post("billing", key, customer("Contoso"));

            assertProblem(twin, 409, "request-in-flight");
        });
        assertThat(post("billing", key, customer("Contoso")).getStatusCode().value())
                .isEqualTo(201);
    }

    @Test
    void doesACallOnceThatComesManyTimesAtOnce() throws Exception {
        var threads = Executors.newFixedThreadPool(6);
        try {
            var calls = Collections.nCopies(
                    12, (Callable<ResponseEntity<JsonNode>>) () -> post("billing", key, customer("Contoso")));

            var answers = new ArrayList<ResponseEntity<JsonNode>>();
            for (var answer : threads.invokeAll(calls)) {
                answers.add(answer.get());
            }

            assertThat(answers)
                    .extracting(answer -> answer.getStatusCode().value())
                    .contains(201)
                    .containsOnly(201, 409);
            assertThat(answers)
                    .filteredOn(answer -> answer.getStatusCode().value() == 201)
                    .extracting(answer -> answer.getBody().path("number").asText())
                    .containsOnly(post("billing", key, customer("Contoso"))
                            .getBody()
                            .path("number")
                            .asText());
            assertThat(customers()).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void forgetsAKeyWhoseEffectWasTakenBack() {
        jdbc.sql(
                        """
                        create function refuse_late() returns trigger language plpgsql as $$
                        begin
                            raise exception 'broken at the very end' using errcode = 'unique_violation';
                        end $$""")
                .update();
        jdbc.sql(
                        """
                        create constraint trigger refuse_late after insert on customer
                        deferrable initially deferred for each row execute function refuse_late()""")
                .update();
        ResponseEntity<JsonNode> broken;
        try {
            broken = post("billing", key, customer("Contoso"));
        } finally {
            jdbc.sql("drop trigger refuse_late on customer").update();
            jdbc.sql("drop function refuse_late").update();
        }
        var again = post("billing", key, customer("Contoso"));

        assertProblem(broken, 409, "taken-meanwhile");
        assertThat(broken.getHeaders().getLocation()).isNull();
        assertThat(again.getStatusCode().value()).isEqualTo(201);
        assertThat(again.getHeaders().getFirst("Idempotent-Replayed")).isNull();
    }

    @Test
    void repeatsUploadsOfBothForms() {
        var list = "List " + key;

        var body = upload(list, CSV, new ClassPathResource("demo/price-sheet-gb.csv"), key);
        var bodyAgain = upload(list, CSV, new ClassPathResource("demo/price-sheet-gb.csv"), key);
        var otherFile = upload(list, CSV, new ClassPathResource("demo/price-sheet-us.csv"), key);
        var parts = new LinkedMultiValueMap<String, Object>();
        parts.add("file", new ClassPathResource("demo/price-sheet-gb.csv"));
        var form = upload(list, MediaType.MULTIPART_FORM_DATA, parts, key + "f");
        var formAgain = upload(list, MediaType.MULTIPART_FORM_DATA, parts, key + "f");
        var otherParts = new LinkedMultiValueMap<String, Object>();
        otherParts.add("file", new ClassPathResource("demo/price-sheet-us.csv"));
        var otherForm = upload(list, MediaType.MULTIPART_FORM_DATA, otherParts, key + "f");

        assertThat(body.getBody().at("/rows/added").asInt()).isEqualTo(82);
        assertThat(bodyAgain.getBody()).isEqualTo(body.getBody());
        assertThat(bodyAgain.getHeaders().getFirst("Idempotent-Replayed")).isEqualTo("true");
        assertProblem(otherFile, 422, "idempotency-key-reused");
        assertThat(form.getBody().at("/rows/unchanged").asInt()).isEqualTo(82);
        assertThat(formAgain.getHeaders().getFirst("Idempotent-Replayed")).isEqualTo("true");
        assertProblem(otherForm, 422, "idempotency-key-reused");
    }

    @Test
    void wantsToKnowWhichVersionIsChanged() {
        var path = "/api/v1/customers/"
                + post("billing", key, customer("Contoso"))
                        .getBody()
                        .path("number")
                        .asText();
        var etag = as("billing")
                .get()
                .uri(path)
                .retrieve()
                .toBodilessEntity()
                .getHeaders()
                .getETag();

        var unseen = put(path, null, facts("Contoso Inc"));
        var any = put(path, "*", facts("Contoso Inc"));
        var seen = put(path, etag, facts("Contoso Inc"));
        var stale = put(path, etag, facts("Contoso AG"));
        var foreign = put(path, "W/\"abc\"", facts("Contoso AG"));

        assertProblem(unseen, 428, "if-match-missing");
        assertProblem(any, 428, "if-match-missing");
        assertThat(seen.getStatusCode().value()).isEqualTo(200);
        assertThat(seen.getHeaders().getETag()).isNotEqualTo(etag);
        assertProblem(stale, 412, "changed-meanwhile");
        assertProblem(foreign, 412, "changed-meanwhile");
    }

    @Test
    void saysWhereTheOtherPagesAre() {
        as("billing")
                .post()
                .uri("/api/v1/price-sheets")
                .contentType(CSV)
                .body(new ClassPathResource("demo/price-sheet-us.csv"))
                .retrieve()
                .toBodilessEntity();

        var second = get("/api/v1/products?search=microsoft&size=2&page=1");

        assertThat(second.getBody().path("items")).hasSize(2);
        assertThat(second.getBody().path("total").asInt()).isGreaterThan(4);
        assertThat(second.getHeaders().getFirst(HttpHeaders.LINK))
                .startsWith("</api/v1/products?search=microsoft&size=2&page=0>; rel=\"first\", "
                        + "</api/v1/products?search=microsoft&size=2&page=0>; rel=\"prev\", "
                        + "</api/v1/products?search=microsoft&size=2&page=2>; rel=\"next\"")
                .endsWith("rel=\"last\"");
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/products?size=201, 422, invalid-paging",
        "/api/v1/products?page=-1, 422, invalid-paging",
        "/api/v1/products?page=abc, 400, invalid-request",
        "/api/v1/customers/CUS-999999, 404, not-found",
        "/api/v1/price-lists/00000000-0000-0000-0000-000000000000, 404, not-found",
    })
    void refusesWhatCannotBeAnswered(String path, int status, String type) {
        assertProblem(get(path), status, type);
    }

    @Test
    void saysWhereJsonBreaks() {
        var answer = post("billing", null, "{\n  \"name\": \"Contoso\",,\n}");

        assertProblem(answer, 400, "invalid-request");
        assertThat(answer.getBody().path("detail").asText()).startsWith("The body is not JSON at line 2, column ");
    }

    @Test
    void namesAnUnknownProperty() {
        var answer = post("billing", null, "{\"contact\": {\"phone\": \"1\"}}");

        assertProblem(answer, 400, "invalid-request");
        assertThat(answer.getBody().at("/errors/0/field").asText()).isEqualTo("contact.phone");
        assertThat(answer.getBody().at("/errors/0/message").asText())
                .isEqualTo("Is not known here; known are [email, name, primary]");
    }

    @Test
    void namesAValueThatCannotBeRead() {
        var answer = as("billing")
                .post()
                .uri("/api/v1/billing-contracts")
                .contentType(MediaType.APPLICATION_JSON)
                .body("{\"startDate\": \"1.1.2026\"}")
                .retrieve()
                .toEntity(JsonNode.class);

        assertProblem(answer, 400, "invalid-request");
        assertThat(answer.getBody().path("detail").asText())
                .isEqualTo("Property 'startDate': '1.1.2026' is not a date such as 2026-03-01");
    }

    @Test
    void listsTheFieldsThatAreMissing() {
        var answer = post("billing", null, Map.of("name", " ", "domain", domain, "contact", Map.of("name", "AP")));

        assertProblem(answer, 400, "invalid-request");
        assertThat(answer.getBody().path("errors").findValuesAsText("field"))
                .containsExactly("city", "contact.email", "country", "currency", "name", "postalCode", "street");
    }

    @Test
    void refusesABodyThatIsTooLarge() {
        var large = "{\"name\": \"" + "x".repeat(2_000_000) + "\"}";
        var unmeasured = new InputStreamResource(new ByteArrayInputStream(large.getBytes(StandardCharsets.UTF_8)));

        assertProblem(post("billing", null, large), 413, "body-too-large");
        assertProblem(post("billing", null, unmeasured), 413, "body-too-large");
        assertProblem(post("billing", key, unmeasuredAgain(large)), 413, "body-too-large");
    }

    private static InputStreamResource unmeasuredAgain(String text) {
        return new InputStreamResource(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void refusesAnUploadThatIsTooLargeInBothForms() {
        var large = new ByteArrayResource(new byte[65 * 1024 * 1024]) {
            @Override
            public String getFilename() {
                return "large.csv";
            }
        };
        var parts = new LinkedMultiValueMap<String, Object>();
        parts.add("file", large);

        assertProblem(upload("List", CSV, large, null), 413, "body-too-large");
        assertProblem(upload("List", MediaType.MULTIPART_FORM_DATA, parts, null), 413, "body-too-large");
        assertProblem(upload("List", MediaType.MULTIPART_FORM_DATA, parts, key), 413, "body-too-large");
    }

    @Test
    void refusesFortyMegabytesOfOneLineByItsLine() {
        var line = new byte[40 * 1024 * 1024];
        Arrays.fill(line, (byte) 'x');

        var answer = upload("List " + key, CSV, new ByteArrayResource(line), null);

        assertProblem(answer, 422, "file-refused");
        assertThat(answer.getBody().at("/errors/0/message").asText())
                .isEqualTo("Line 1 is longer than 64 KB; end each row with a line break");
    }

    @Test
    void saysWhatIsWrongWithAFileByLineAndColumn() {
        var file = "name,domain,contact_name,contact_email,country,street,city,postal_code,currency,vat_id\n"
                + "Contoso," + domain + ",AP,ap@contoso.example,US,1 Main,Seattle,98101,DOLLAR,\n";

        var answer = as("billing")
                .post()
                .uri("/api/v1/customers/import")
                .contentType(CSV)
                .body(file)
                .retrieve()
                .toEntity(JsonNode.class);

        assertProblem(answer, 422, "file-refused");
        assertThat(answer.getBody().path("errorCount").asInt()).isEqualTo(1);
        assertThat(answer.getBody().at("/errors/0").toString())
                .isEqualTo("{\"line\":2,\"column\":\"currency\",\"message\":\"Currency 'DOLLAR' is not an ISO 4217 "
                        + "code; use three capitals such as EUR\"}");
        assertThat(customers()).isZero();
    }

    @Test
    void refusesAFileThatIsNoCsv() {
        var answer = upload("List", MediaType.APPLICATION_JSON, "{}", null);

        assertThat(answer.getStatusCode().value()).isEqualTo(415);
    }

    @Test
    void letsAnAuditorReadTheAuditAndChangeNothing() {
        var number = post("billing", key, customer("Contoso"))
                .getBody()
                .path("number")
                .asText();

        var read = as("auditor")
                .get()
                .uri("/api/v1/audit?subject=" + number + "&actor=billing&from=2020-01-01T00:00:00Z")
                .retrieve()
                .toEntity(JsonNode.class);

        assertThat(read.getBody().at("/items/0/action").asText()).isEqualTo("customer-created");
        assertThat(read.getBody().at("/items/0/actor").asText()).isEqualTo("billing");
        assertThat(read.getBody().at("/items/0/details/domain").asText()).isEqualTo(domain);
        assertThat(post("auditor", null, customer("Contoso")).getStatusCode().value())
                .isEqualTo(403);
    }

    @Test
    void describesItself() {
        var description = get("/v3/api-docs").getBody();

        assertThat(description.at("/info/title").asText()).isEqualTo("Tenantry");
        assertThat(description.at("/paths/~1api~1v1~1customers/post/parameters").toString())
                .contains("Idempotency-Key");
        assertThat(description
                        .at("/paths/~1api~1v1~1price-sheets/post/requestBody/content")
                        .has("text/csv"))
                .isTrue();
    }

    private Map<String, Object> customer(String name) {
        return customer(name, "USD");
    }

    private Map<String, Object> customer(String name, String currency) {
        return Map.of(
                "name",
                name,
                "domain",
                domain,
                "country",
                "US",
                "street",
                "1 Main Street",
                "city",
                "Seattle",
                "postalCode",
                "98101",
                "currency",
                currency,
                "contact",
                Map.of("name", "AP", "email", "ap@" + domain));
    }

    private Map<String, Object> facts(String name) {
        var facts = new HashMap<>(customer(name));
        facts.remove("contact");
        return facts;
    }

    private ResponseEntity<JsonNode> post(String logIn, String idempotencyKey, Object body) {
        return as(logIn)
                .post()
                .uri("/api/v1/customers")
                .headers(headers -> {
                    if (idempotencyKey != null) {
                        headers.set("Idempotency-Key", idempotencyKey);
                    }
                })
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .retrieve()
                .toEntity(JsonNode.class);
    }

    private ResponseEntity<JsonNode> put(String path, String etag, Object body) {
        return as("billing")
                .method(HttpMethod.PUT)
                .uri(path)
                .headers(headers -> {
                    if (etag != null) {
                        headers.set(HttpHeaders.IF_MATCH, etag);
                    }
                })
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .retrieve()
                .toEntity(JsonNode.class);
    }

    private ResponseEntity<JsonNode> upload(String list, MediaType type, Object body, String idempotencyKey) {
        return as("billing")
                .post()
                .uri("/api/v1/price-sheets?priceList={list}", list)
                .headers(headers -> {
                    if (idempotencyKey != null) {
                        headers.set("Idempotency-Key", idempotencyKey);
                    }
                })
                .contentType(type)
                .body(body)
                .retrieve()
                .toEntity(JsonNode.class);
    }

    private ResponseEntity<JsonNode> get(String path) {
        return as("billing").get().uri(path).retrieve().toEntity(JsonNode.class);
    }

    private long customers() {
        return jdbc.sql("select count(*) from customer where domain = :domain")
                .param("domain", domain)
                .query(Long.class)
                .single();
    }

    private static void assertProblem(HttpEntity<JsonNode> answer, int status, String type) {
        assertThat(answer.getBody()).isNotNull();
        assertThat(answer.getBody().path("status").asInt()).isEqualTo(status);
        assertThat(answer.getBody().path("type").asText()).isEqualTo("https://tenantry.io/problems/" + type);
        assertThat(answer.getHeaders().getContentType())
                .satisfies(contentType -> assertThat(contentType.isCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON))
                        .isTrue());
    }
}
