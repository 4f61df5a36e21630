package io.tenantry.customer.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenantry.ScenarioTest;
import io.tenantry.customer.ProviderAccounts;
import io.tenantry.customer.TenantFound;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Mapping tenants as an operator does it, over real HTTP. */
class ProviderAccountsApiIT extends ScenarioTest {

    @Autowired
    private ProviderAccounts accounts;

    private String domain;
    private String account;

    @BeforeEach
    void bringATenant() {
        var unique = UUID.randomUUID().toString().substring(0, 8);
        domain = "p" + unique + ".example";
        accounts.record(List.of(new TenantFound("manual", "T-" + unique, "Contoso", "unknown-" + domain)));
        account = accounts.find("manual", "T-" + unique).orElseThrow().number();
    }

    @Test
    void mapsAnUnmappedTenantWithAReason() {
        var contoso = customer(domain);
        var fabrikam = customer("f" + domain);
        var unmapped = get("/api/v1/provider-accounts?mapped=false&search=" + domain);

        var mapped = map(Map.of("customerNumber", contoso, "reason", "Confirmed by telephone"));
        var again = map(Map.of("customerNumber", contoso, "reason", "Confirmed by telephone"));
        var other = map(Map.of("customerNumber", fabrikam, "reason", "Mistake"));

        assertThat(unmapped.getBody().at("/items/0/number").asText()).isEqualTo(account);
        assertThat(mapped.getBody().path("customerNumber").asText()).isEqualTo(contoso);
        assertThat(mapped.getBody().path("mappedBy").asText()).isEqualTo("operator");
        assertThat(again.getStatusCode().value()).isEqualTo(200);
        assertThat(other.getStatusCode().value()).isEqualTo(409);
        assertThat(get("/api/v1/provider-accounts?mapped=false&search=" + domain)
                        .getBody()
                        .path("total")
                        .asInt())
                .isZero();
    }

    @Test
    void asksForTheReasonAndForACustomerThatExists() {
        var noReason = map(Map.of("customerNumber", "CUS-999999", "reason", " "));
        var nobody = map(Map.of("customerNumber", "CUS-999999", "reason", "Guess"));

        assertThat(noReason.getStatusCode().value()).isEqualTo(400);
        assertThat(noReason.getBody().at("/errors/0/field").asText()).isEqualTo("reason");
        assertThat(nobody.getStatusCode().value()).isEqualTo(404);
        assertThat(nobody.getBody().path("detail").asText()).isEqualTo("Customer CUS-999999 does not exist");
    }

    @Test
    void findsACustomerByDomainAndKeepsItsContacts() {
        var number = customer(domain);
        var path = "/api/v1/customers/" + number + "/contacts";

        var added = post(path, Map.of("name", "CFO", "email", "cfo@" + domain, "primary", true));
        var first = get(path).getBody().at("/1/id").asText();
        as("operator").delete().uri(path + "/" + first).retrieve().toBodilessEntity();

        assertThat(added.getStatusCode().value()).isEqualTo(201);
        assertThat(get("/api/v1/customers?domain=" + domain)
                        .getBody()
                        .at("/items/0/contactEmail")
                        .asText())
                .isEqualTo("cfo@" + domain);
        assertThat(get(path).getBody()).hasSize(1);
    }

    private String customer(String itsDomain) {
        return post(
                        "/api/v1/customers",
                        Map.of(
                                "name", "Contoso",
                                "domain", itsDomain,
                                "country", "US",
                                "street", "1 Main Street",
                                "city", "Seattle",
                                "postalCode", "98101",
                                "currency", "USD",
                                "contact", Map.of("name", "AP", "email", "ap@" + itsDomain)))
                .getBody()
                .path("number")
                .asText();
    }

    private ResponseEntity<JsonNode> map(Object body) {
        return post("/api/v1/provider-accounts/" + account + "/mapping", body);
    }

    private ResponseEntity<JsonNode> get(String path) {
        return as("operator").get().uri(path).retrieve().toEntity(JsonNode.class);
    }

    private ResponseEntity<JsonNode> post(String path, Object body) {
        return as("operator")
                .post()
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .retrieve()
                .toEntity(JsonNode.class);
    }
}
