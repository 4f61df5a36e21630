package io.tenantry.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;

/** Whose a tenant is: suggested with reasons, corrected with a reason, and never after it was billed. Provisioning best practices §1. */
class RemappingIT extends Scenario {

    @Test
    void customersAreSuggestedWithScoreAndReasons() {
        var domain = domain("fabrikam");
        var customer = number(billing.post("/api/v1/customers", customerBody(domain, "USD")));
        var tenant = "on" + domain;
        outside.tenant("Fabrikam Ltd of " + domain, tenant);
        sync();
        operator.post(
                "/api/v1/customers/" + customer + "/contacts",
                Map.of("name", "Second", "email", "it@" + domain, "primary", false));

        var account = number(account(tenant));
        var none = Api.items(operator.get("/api/v1/provider-accounts/" + account + "/mapping-suggestions"));
        operator.post(
                "/api/v1/customers/" + customer + "/contacts",
                Map.of("name", "Third", "email", "ap@" + tenant, "primary", false));
        var found = Api.items(operator.get("/api/v1/provider-accounts/" + account + "/mapping-suggestions"));

        assertThat(none).noneMatch(each -> each.path("reasons").toString().contains("e-mail domain"));
        assertThat(found.get(0).path("customerNumber").asText()).isEqualTo(customer);
        assertThat(found.get(0).path("score").asInt()).isGreaterThanOrEqualTo(90);
        assertThat(found.get(0).path("reasons").toString()).contains("has the tenant's e-mail domain");
    }

    @Test
    void aTenantOfTheWrongCustomerGoesToTheRightOneWithWhatItHas() {
        var company = onboarded(domain("wrong"));
        outside.buysInThePortal(company.tenant(), E5, 4);
        syncOf(company);
        var domain = domain("right");
        var right = customer(domain);
        var contract = contract(right, domain, profile(right, "cus_" + domain, "pm_card_visa"));

        var answer = remap(company.account(), right, "The tenant was sold with the subsidiary");

        assertThat(answer.getStatusCode().value()).isEqualTo(200);
        assertThat(answer.getBody().path("customerNumber").asText()).isEqualTo(right);
        var moved = operator.list("/api/v1/subscriptions?size=200").stream()
                .filter(each -> each.path("providerAccountNumber").asText().equals(company.account()))
                .toList();
        assertThat(moved).singleElement().satisfies(each -> {
            assertThat(each.path("customerNumber").asText()).isEqualTo(right);
            assertThat(each.path("contractNumber").asText()).isEqualTo(contract);
        });
        assertThat(Api.items(operator.get("/api/v1/provider-accounts/" + company.account() + "/mapping-history")))
                .extracting(each -> each.path("fromCustomer").asText("nobody") + " > "
                        + each.path("toCustomer").asText())
                .containsExactly("nobody > " + company.customer(), company.customer() + " > " + right);
    }

    @Test
    void whatWasBilledDoesNotChangeHands() {
        var company = onboarded(domain("billed"));
        active(company, Map.of("quantity", 10));
        moveTo(today().plusDays(1));
        billing.post("/api/v1/billing-runs", Map.of("asOf", today().toString()));
        runJobs();
        var other = customer(domain("other"));

        var answer = remap(company.account(), other, "Mistake");

        assertThat(answer.getStatusCode().value()).isEqualTo(422);
        assertThat(answer.getBody().path("detail").asText())
                .contains("was billed by contract " + company.contract())
                .contains("credit or void that first");
        assertThat(operator.get("/api/v1/provider-accounts/" + company.account())
                        .path("customerNumber")
                        .asText())
                .isEqualTo(company.customer());
    }

    private ResponseEntity<JsonNode> remap(String account, String customer, String reason) {
        var path = "/api/v1/provider-accounts/" + account;
        return operator.tryChange(
                HttpMethod.POST, path + "/remapping", path, Map.of("customerNumber", customer, "reason", reason));
    }
}
