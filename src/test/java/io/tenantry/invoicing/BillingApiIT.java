package io.tenantry.invoicing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenantry.ScenarioTest;
import io.tenantry.invoicing.LedgerFixture.Terms;
import io.tenantry.shared.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

class BillingApiIT extends ScenarioTest {

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    private LedgerFixture given;

    @BeforeEach
    void givenALedger() {
        given = new LedgerFixture(jdbc, transaction);
    }

    @AfterEach
    void leaveNothingDue() {
        given.close();
    }

    @Test
    void aRunBillsThroughItsProcessAndItsInvoiceGoesOut() {
        var contract = contractWithSuite("2014-03-01");

        var run = post("/api/v1/billing-runs", Map.of("asOf", "2014-03-02"), null);
        assertThat(run.getStatusCode().value()).isEqualTo(201);
        runJobs();

        var number = run.getBody().path("number").asText();
        var finished = get("/api/v1/billing-runs/" + number).getBody();
        assertThat(finished.path("status").asText()).isEqualTo("FINISHED");
        assertThat(finished.at("/progress/billed").asInt()).isEqualTo(1);
        assertThat(finished.at("/progress/unreleased").asInt()).isZero();
        var items =
                get("/api/v1/billing-runs/" + number + "/items?status=INVOICED").getBody();
        assertThat(items.at("/items/0/contractNumber").asText()).isEqualTo(number(contract));

        var invoice = only(contract);
        var path = "/api/v1/invoices/" + invoice.path("number").asText();
        assertThat(get(path).getHeaders().getETag())
                .isEqualTo("\"" + get(path).getBody().path("version").asLong() + "\"");
        var after = get(path + "/post-invoice").getBody();
        assertThat(after.path("steps"))
                .extracting(step ->
                        step.path("step").asText() + " " + step.path("state").asText())
                .containsExactly("PDF DONE", "EMAIL DONE", "ACCOUNTING DONE", "CHARGE SKIPPED");
        assertThat(after.at("/steps/3/reason").asText()).isNotBlank();
        assertThat(after.path("emails")).hasSize(2);
        var pdf = as("auditor").get().uri(path + "/pdf").retrieve().toEntity(byte[].class);
        assertThat(pdf.getHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PDF);
        assertThat(new String(pdf.getBody(), 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
        var same = as("auditor")
                .get()
                .uri(path + "/pdf")
                .header("If-None-Match", pdf.getHeaders().getETag())
                .retrieve()
                .toBodilessEntity();
        assertThat(same.getStatusCode().value()).isEqualTo(304);
        for (var forMachines :
                Map.of("/factur-x", "CrossIndustryInvoice", "/ubl", "Invoice-2").entrySet()) {
            var xml = as("auditor")
                    .get()
                    .uri(path + forMachines.getKey())
                    .retrieve()
                    .toEntity(byte[].class);
            assertThat(xml.getHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_XML);
            assertThat(xml.getHeaders().getETag()).isEqualTo("\"" + Sha256.of(xml.getBody()) + "\"");
            assertThat(new String(xml.getBody(), StandardCharsets.UTF_8)).contains(forMachines.getValue());
        }
    }

    @Test
    void aDraftIsVoidedOnlyByWhoHasSeenItAndSaysWhy() {
        var contract = contractWithSuite("2014-05-01");
        post("/api/v1/billing-runs", Map.of("asOf", "2014-06-02"), null);
        runJobs();
        var drafts =
                get("/api/v1/invoices?review=true&contract=" + number(contract)).getBody();
        assertThat(drafts.path("total").asInt()).isEqualTo(2);
        var draft = drafts.at("/items/0");
        var path = "/api/v1/invoices/" + draft.path("reference").asText() + "/void";
        var version = "\"" + draft.path("version").asLong() + "\"";

        assertThat(post(path, Map.of("reason", "no"), null).getStatusCode().value())
                .isEqualTo(428);
        assertThat(post(path, Map.of("reason", "no"), "\"99\"").getStatusCode().value())
                .isEqualTo(412);
        assertThat(post(path, Map.of("reason", ""), version).getStatusCode().is4xxClientError())
                .isTrue();
        var voided = post(path, Map.of("reason", "not wanted"), version);

        assertThat(voided.getStatusCode().value()).isEqualTo(200);
        assertThat(voided.getBody().path("status").asText()).isEqualTo("VOID");
        assertThat(post(path, Map.of("reason", "again"), voided.getHeaders().getETag())
                        .getStatusCode()
                        .value())
                .isEqualTo(422);
    }

    @Test
    void whatDoesNotExistIsNotFound() {
        assertThat(get("/api/v1/invoices/INV-999999").getStatusCode().value()).isEqualTo(404);
        assertThat(get("/api/v1/billing-runs/RUN-999999").getStatusCode().value())
                .isEqualTo(404);
        assertThat(get("/api/v1/billing-runs/RUN-999999/items").getStatusCode().value())
                .isEqualTo(404);
        assertThat(get("/api/v1/invoices/INV-999999/pdf").getStatusCode().value())
                .isEqualTo(404);
        assertThat(post("/api/v1/billing-runs", Map.of(), null).getStatusCode().is4xxClientError())
                .isTrue();
    }

    private UUID contractWithSuite(String start) {
        var contract = given.contract(Terms.monthly(start));
        given.change(given.subscription(contract, "Suite"), start, 10, "12.00");
        return contract;
    }

    private JsonNode only(UUID contract) {
        var listed = get("/api/v1/invoices?contract=" + number(contract)).getBody();
        assertThat(listed.path("total").asInt()).isEqualTo(1);
        return listed.at("/items/0");
    }

    private static String number(UUID contract) {
        return "CON-" + contract.toString().substring(0, 13);
    }

    private ResponseEntity<JsonNode> get(String path) {
        return as("billing").get().uri(path).retrieve().toEntity(JsonNode.class);
    }

    private ResponseEntity<JsonNode> post(String path, Map<String, ?> body, String ifMatch) {
        var request = as("billing").post().uri(path).contentType(MediaType.APPLICATION_JSON);
        if (ifMatch != null) {
            request.header("If-Match", ifMatch);
        }
        return request.body(body).retrieve().toEntity(JsonNode.class);
    }
}
