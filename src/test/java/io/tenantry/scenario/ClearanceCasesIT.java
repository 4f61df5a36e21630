package io.tenantry.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenantry.customer.CreditHolds;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.ResponseEntity;

/** What holds a change or a tenant up until somebody decides: the hold, the customer. */
class ClearanceCasesIT extends RemediationScenario {

    @Autowired
    private CreditHolds holds;

    @Test
    @Tells("creditHold")
    void aCreditHoldIsLiftedFromTheCase() {
        var company = onboarded(domain("held"));
        enforced(true);
        holds.set(company.customer(), true, "Two invoices are overdue");
        var change = firstChange(number(order(company, Map.of())));
        runJobs();
        assertThat(provisioning(change)).isEqualTo("AWAITING_PROVISIONING");
        scan();

        var found = decided(change, "CREDIT_HOLD", "LIFT_HOLD");
        fix(billing, found, "LIFT_HOLD", Map.of());
        scan();

        assertThat(provisioning(change)).isEqualTo("PROVISIONED");
        assertClosed(found);
    }

    /** 25 seats, 20 were wanted, the provider refuses it: the five come back in our books, whoever's credit is held. */
    @Test
    void aRefusedReductionOfAHeldCustomerIsTakenBackAllTheSame() {
        var company = onboarded(domain("held-less"));
        var number = active(company, Map.of());
        moveTo(today().plusDays(9));
        enforced(true);
        holds.set(company.customer(), true, "Two invoices are overdue");
        var change = changeTo(number, 20, Map.of());
        runJobs();
        assertThat(provisioning(change)).isEqualTo("FAILED_PROVISIONING");

        var found = decided(change, "REDUCTION_OUTSIDE_PROVIDERS_WINDOW", "REDUCE_ON_RENEWAL");
        fix(operator, found, "REDUCE_ON_RENEWAL", Map.of());

        var ledger = Api.items(operator.get("/api/v1/subscriptions/" + number + "/ledger"));
        assertThat(ledger)
                .extracting(each -> each.path("quantityDelta").asInt())
                .containsExactly(25, -5, 5);
        assertThat(ledger).last().satisfies(undone -> {
            assertThat(undone.path("provisioningStatus").asText()).isEqualTo("NOT_APPLICABLE");
            assertThat(undone.path("effectiveDate")).isEqualTo(ledger.get(1).path("effectiveDate"));
        });
        assertThat(subscription(number).path("quantity").asInt()).isEqualTo(25);
        assertThat(operator.list("/api/v1/scheduled-license-changes?subscription=" + number))
                .singleElement()
                .satisfies(planned -> {
                    assertThat(planned.path("quantityDelta").asInt()).isEqualTo(-5);
                    assertThat(planned.path("status").asText()).isEqualTo("PENDING");
                });
        assertClosed(found);
    }

    /** All stories share the switch, so none is left with it. */
    @AfterEach
    void nobodyElseIsHeld() {
        enforced(false);
    }

    private void enforced(boolean wanted) {
        var control = holds.control();
        if (control.enforced() != wanted) {
            holds.enforce(wanted, "Story", control.version());
        }
    }

    @Test
    @Tells("noCustomerFits")
    void aTenantThatWasNotMappedOnItsDayIsMappedFromTheCase() {
        var domain = domain("whose");
        var customer = customer(domain("owner"));
        var tenant = outside.tenant("Whose Ltd", domain);
        outside.buysInThePortal(tenant, E5, 5);
        sync();
        var account = account(domain).path("number").asText();
        moveTo(today().plusDays(1));
        runJobs();
        scan();

        var found = decided(account, "NO_CUSTOMER_FITS", "MAP_ACCOUNT");
        var bought = subscriptionsOf(account);
        assertThat(bought).hasSize(1);
        var order = operator.tryPost("/api/v1/subscriptions", orderBody(account, Map.of()));
        var change = tryChangeTo(number(bought.get(0)), 9, Map.of());
        fix(operator, found, "MAP_ACCOUNT", Map.of("customer", customer));
        contract(customer, domain, profile(customer, "cus_" + customer, "pm_card_visa"));
        runJobs();
        var later = changeTo(number(bought.get(0)), 9, Map.of());
        runJobs();

        assertUnmapped(order, account);
        assertUnmapped(change, "Account does not exist");
        assertThat(account(domain).path("customerNumber").asText()).isEqualTo(customer);
        assertThat(provisioning(later)).isEqualTo("PROVISIONED");
        assertClosed(found);
    }

    /** Refused before anything is written, so that no change ever waits for its tenant's customer. */
    private static void assertUnmapped(ResponseEntity<JsonNode> answer, String words) {
        assertThat(answer.getStatusCode().value()).isEqualTo(422);
        assertThat(answer.getBody().path("type").asText()).endsWith("/account-unmapped");
        assertThat(answer.getBody().path("detail").asText()).contains(words);
    }
}
