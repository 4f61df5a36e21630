package io.tenantry.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** From an order to licences at the provider. Provisioning best practices §2, §4 and §5. */
class ProvisioningIT extends Scenario {

    @Test
    void anOrderIsALicenseChangeThatAwaitsProvisioningAndIsThenProvisioned() {
        var company = onboarded(domain("ordered"));

        var ordered = order(company, Map.of());

        var number = number(ordered);
        var change = firstChange(number);
        assertThat(ordered.path("status").asText()).isEqualTo("AWAITING_PROVISIONING");
        assertThat(ordered.path("contractNumber").asText()).isEqualTo(company.contract());
        assertThat(ordered.path("unitPrice").decimalValue()).isEqualByComparingTo("59.85");
        assertThat(ordered.path("monthlyUnitPrice").decimalValue()).isEqualByComparingTo("59.85");
        assertThat(provisioning(change)).isEqualTo("AWAITING_PROVISIONING");

        runJobs();

        assertThat(status(number)).isEqualTo("ACTIVE");
        assertThat(provisioning(change)).isEqualTo("PROVISIONED");
        assertThat(change(change).path("provisionedAt").asText()).startsWith(today().toString());
        assertThat(outside.subscriptionsOf(company.tenant())).singleElement().satisfies(there -> {
            assertThat(there.path("id").asText())
                    .isEqualTo(
                            subscription(number).path("providerSubscriptionId").asText());
            assertThat(there.path("quantity").asInt()).isEqualTo(25);
        });
        assertThat(operator.list("/api/v1/audit?subject=" + change))
                .extracting(entry -> entry.path("actor").asText())
                .contains("operator");
    }

    @Test
    void anAddOnWaitsForItsParentAndBothAreOrderedOneAfterTheOther() {
        var company = onboarded(domain("parent"));
        var checkouts = "/v1/customers/" + company.tenant() + "/carts/*/checkout";
        outside.fault("POST", checkouts, Map.of("kind", "SLOW_202", "seconds", 600, "times", 1));
        var parent = number(order(company, Map.of()));
        var addOn = number(order(company, Map.of("partNumber", TEAMS_PHONE, "quantity", 10, "parentNumber", parent)));

        runJobs();

        assertThat(outside.carriedOut("POST", checkouts)).hasSize(1);
        assertThat(provisioning(firstChange(parent))).isEqualTo("AWAITING_PROVISIONING");
        assertThat(provisioning(firstChange(addOn))).isEqualTo("AWAITING_PROVISIONING");
        assertThat(change(firstChange(addOn)).path("waitsFor").asText())
                .contains(addOn, "waits for its parent " + parent, firstChange(parent));

        time.moveBy(Duration.ofMinutes(11));
        runJobs();

        assertThat(status(parent)).isEqualTo("ACTIVE");
        assertThat(status(addOn)).isEqualTo("ACTIVE");
        assertThat(outside.carriedOut("POST", checkouts)).hasSize(2);
        assertThat(Duration.between(at(company, E5), at(company, TEAMS_PHONE))).isGreaterThan(Duration.ofMinutes(10));
        assertThat(productsInTheOrderOfTheirCheckout(company)).containsExactly(E5, TEAMS_PHONE);
    }

    @Test
    void aRejectionShowsTheProvidersWordsAndIsPutBackAfterItsRepair() {
        var company = onboarded(domain("reject."));
        var number = number(order(company, Map.of()));
        var change = firstChange(number);

        runJobs();

        assertThat(provisioning(change)).isEqualTo("FAILED_PROVISIONING");
        assertThat(change(change).path("providerMessage").asText())
                .contains("800069", "The risk check of this customer failed");
        assertThat(outside.ordersOf(company.tenant())).isEmpty();
        assertThat(tasksOf(change)).containsExactly("Resolve rejection");

        outside.heal(company.tenant());
        operator.post("/api/v1/license-changes/" + change + "/requeue", Map.of("reason", "Risk check was lifted"));
        runJobs();

        assertThat(provisioning(change)).isEqualTo("PROVISIONED");
        assertThat(status(number)).isEqualTo("ACTIVE");
        assertThat(outside.ordersOf(company.tenant())).hasSize(1);
        assertThat(tasksOf(change)).isEmpty();
        assertThat(Api.items(change(change).path("history")))
                .filteredOn(entry -> entry.path("kind").asText().equals("PROVISIONING"))
                .extracting(entry -> entry.path("to").asText())
                .containsExactly(
                        "AWAITING_PROVISIONING", "FAILED_PROVISIONING", "AWAITING_PROVISIONING", "PROVISIONED");
    }

    @Test
    void aFaultOfTheProviderIsTriedAgainByItselfAndOrdersOnce() {
        var company = onboarded(domain("shaky"));
        var checkouts = "/v1/customers/" + company.tenant() + "/carts/*/checkout";
        outside.fault("POST", checkouts, Map.of("kind", "STATUS", "status", 503, "times", 1));
        var number = number(order(company, Map.of()));

        runJobs();
        assertThat(status(number)).isEqualTo("AWAITING_PROVISIONING");
        time.moveBy(Duration.ofSeconds(11));
        runJobs();

        assertThat(status(number)).isEqualTo("ACTIVE");
        assertThat(outside.requests("POST", checkouts)).hasSize(2);
        assertThat(outside.ordersOf(company.tenant())).hasSize(1);
    }

    @Test
    void anOrderForALaterDayReachesTheProviderOnItsDay() {
        var company = onboarded(domain("later"));
        var day = today().plusDays(3);
        var number = number(order(company, Map.of("startDate", day.toString())));

        moveTo(day.minusDays(1));
        runJobs();
        assertThat(outside.ordersOf(company.tenant())).isEmpty();
        moveTo(day);
        runJobs();

        assertThat(outside.ordersOf(company.tenant())).hasSize(1);
        assertThat(status(number)).isEqualTo("ACTIVE");
    }

    @Test
    void whatWasBoughtInThePortalIsAdoptedAndAttachedToTheDefaultContract() {
        var company = onboarded(domain("portal"));
        outside.buysInThePortal(company.tenant(), E5, 7);

        sync();

        var adopted = onlySubscription(company);
        assertThat(adopted.path("channel").asText()).isEqualTo("PROVIDER");
        assertThat(adopted.path("contractNumber").asText()).isEqualTo(company.contract());
        assertThat(adopted.path("partNumber").asText()).isEqualTo(E5);
        assertThat(adopted.path("salesUnit").asText()).isEqualTo("MONTHLY");
        assertThat(adopted.path("currency").asText()).isEqualTo("USD");
        assertThat(adopted.path("unitPrice").decimalValue()).isEqualByComparingTo("59.85");
        assertThat(adopted.path("findings")).isEmpty();
        assertThat(ledgerOf(number(adopted))).singleElement().satisfies(change -> {
            assertThat(change.path("source").asText()).isEqualTo("PROVIDER");
            assertThat(change.path("provisioningStatus").asText()).isEqualTo("NOT_APPLICABLE");
            assertThat(change.path("quantityAfter").asInt()).isEqualTo(7);
        });
        assertThat(outside.ordersOf(company.tenant())).hasSize(1);
    }

    @Test
    void whatATenantHadBeforeItsOnboardingIsAttachedAsTheContractIsMade() {
        var domain = domain("early");
        var customer = customer(domain);
        var tenant = outside.tenant("Early Ltd", domain);
        outside.buysInThePortal(tenant, E5, 4);
        sync();

        var contract = contract(customer, domain, profile(customer, "cus_" + domain, "pm_card_visa"));
        runJobs();

        assertThat(operator.list("/api/v1/subscriptions?customer=" + customer))
                .singleElement()
                .satisfies(adopted -> {
                    assertThat(adopted.path("contractNumber").asText()).isEqualTo(contract);
                    assertThat(adopted.path("quantity").asInt()).isEqualTo(4);
                });
    }

    @Test
    void anEditInThePortalBecomesAnEntryOfTheChangeLogOnce() {
        var company = onboarded(domain("edited"));
        var number = active(company, Map.of("quantity", 10));
        var there = subscription(number).path("providerSubscriptionId").asText();

        outside.editsInThePortal(company.tenant(), there, Map.of("quantity", 14));
        sync();
        sync();

        assertThat(subscription(number).path("quantity").asInt()).isEqualTo(14);
        assertThat(ledgerOf(number)).hasSize(2);
        var edit = ledgerOf(number).get(1);
        assertThat(edit.path("source").asText()).isEqualTo("PROVIDER");
        assertThat(edit.path("quantityDelta").asInt()).isEqualTo(4);
        assertThat(edit.path("provisioningStatus").asText()).isEqualTo("NOT_APPLICABLE");
        assertThat(edit.path("reason").asText()).isNotBlank();
    }

    private JsonNode onlySubscription(Company company) {
        var found = operator.list("/api/v1/subscriptions?customer=" + company.customer());
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private List<String> productsInTheOrderOfTheirCheckout(Company company) {
        return outside.carriedOut("POST", "/v1/customers/" + company.tenant() + "/carts/*/checkout").stream()
                .map(checkout -> checkout.path("path").asText().replace("/checkout", ""))
                .map(cart -> cart.substring(cart.lastIndexOf('/') + 1))
                .map(cart -> outside.cart(company.tenant(), cart))
                .map(cart -> cart.at("/lineItems/0/catalogItemId").asText())
                .map(ProvisioningIT::partOf)
                .toList();
    }

    /** A catalog item is a part and the availability that it is sold by. */
    private static String partOf(String catalogItem) {
        return catalogItem.substring(0, catalogItem.lastIndexOf(':'));
    }

    private Instant at(Company company, String partNumber) {
        return outside.subscriptionsOf(company.tenant()).stream()
                .filter(there -> partNumber.equals(partOf(there.path("offerId").asText())))
                .map(there -> Instant.parse(there.path("creationDate").asText()))
                .findFirst()
                .orElseThrow();
    }

    private List<String> tasksOf(String change) {
        return operator.list("/api/v1/tasks").stream()
                .filter(task -> task.path("businessKey").asText().equals(change))
                .map(task -> task.path("name").asText())
                .toList();
    }
}
