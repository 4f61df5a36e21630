package io.tenantry.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.customer.CreditHolds;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What holds a change or a tenant up until somebody decides: the hold, the customer. */
class ClearanceCasesIT extends RemediationScenario {

    @Autowired
    private CreditHolds holds;

    @Test
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
    void aTenantThatWasNotMappedOnItsDayIsMappedFromTheCase() {
        var domain = domain("whose");
        var customer = customer(domain("owner"));
        outside.tenant("Whose Ltd", domain);
        sync();
        var account = account(domain).path("number").asText();
        moveTo(today().plusDays(1));
        runJobs();
        scan();

        var found = decided(account, "NO_CUSTOMER_FITS", "MAP_ACCOUNT");
        fix(operator, found, "MAP_ACCOUNT", Map.of("customer", customer));

        assertThat(account(domain).path("customerNumber").asText()).isEqualTo(customer);
        assertClosed(found);
    }
}
